package dev.imageclassifier.topology.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the witness of a trial says, with real processes. */
final class ProcessTrialIT {

  /** Ends as its argument says; otherwise attends the trial. */
  public static final class Accused {
    private Accused() {}

    public static void main(String[] arguments) throws Exception {
      System.in.readAllBytes();
      System.exit(Integer.parseInt(arguments[0]));
    }
  }

  @ParameterizedTest
  @CsvSource({"a picture, true", "bad and refused, true", "abort, false", "error, false"})
  void whatAPictureDoesToTheOtherProcessDecides(String picture, boolean survives) {
    ProcessTrial trial = new ProcessTrial(CrashChild.class, List.of(CrashChild.TRIAL));

    assertEquals(survives, trial.survives(picture.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "134, false", "137, false", "130, true", "143, true"})
  void whoeverStopsTheOtherProcessFromOutsideAccusesNobody(int code, boolean survives) {
    ProcessTrial trial = new ProcessTrial(Accused.class, List.of(Integer.toString(code)));

    assertEquals(survives, trial.survives(null));
  }

  @Test
  void aPictureLargerThanAPipeGoesThrough() {
    ProcessTrial trial = new ProcessTrial(CrashChild.class, List.of(CrashChild.TRIAL));

    assertEquals(true, trial.survives(new byte[1 << 20]));
  }
}
