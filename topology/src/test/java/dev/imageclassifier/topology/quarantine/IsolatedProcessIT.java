package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.FakeSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the witness of a trial says, with real processes. */
final class IsolatedProcessIT {
  private final IsolatedProcess trial =
      new IsolatedProcess(CrashTestMain.class, List.of(CrashTestMain.TRIAL));

  /** Ends as its argument says. */
  public static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) {
      System.exit(Integer.parseInt(arguments[0]));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static IsolatedClassifier.IsolatedResult testimony(Outcome outcome) {
    return new IsolatedClassifier.IsolatedResult(outcome, FakeSession.MODEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a picture", "bad"})
  void theOtherProcessSaysWhatThisOneWouldHaveSaid(String picture) {
    Outcome here = new FakeSession().classify(List.of(bytes(picture))).get(0);

    assertEquals(Optional.of(testimony(here)), trial.classify(bytes(picture)));
  }

  @Test
  void noBytesAreAnAnswerToo() {
    Outcome here = new FakeSession().classify(List.of(new byte[0])).get(0);

    assertEquals(Optional.of(testimony(here)), trial.classify(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "error"})
  void whatKillsTheOtherProcessIsGuilty(String picture) {
    assertEquals(Optional.empty(), trial.classify(bytes(picture)));
  }

  @Test
  void aProcessThatEndsBeforeItReadsThePictureIsNoAnswer() {
    IsolatedProcess ending = new IsolatedProcess(Ending.class, List.of("1"));

    assertEquals(Optional.empty(), ending.classify(new byte[1 << 20]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"129", "130", "143"})
  void whoeverStopsTheOtherProcessFromOutsideAccusesNobody(String code) {
    IsolatedProcess ending = new IsolatedProcess(Ending.class, List.of(code));

    assertThrows(IllegalStateException.class, () -> ending.classify(bytes("a picture")));
  }

  @Test
  void aPictureLargerThanAPipeGoesThrough() {
    assertEquals(
        testimony(new FakeSession().classify(List.of(new byte[1 << 20])).get(0)),
        trial.classify(new byte[1 << 20]).orElseThrow());
  }
}
