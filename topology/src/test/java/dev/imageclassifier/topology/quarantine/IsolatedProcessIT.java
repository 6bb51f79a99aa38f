package dev.imageclassifier.topology.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.FakeSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolated retries in real processes. */
final class IsolatedProcessIT {
  private final IsolatedProcess isolated =
      new IsolatedProcess(CrashTestMain.class, List.of(CrashTestMain.ISOLATED_RETRY));

  /** Exits with the code in its argument. */
  public static final class ExitMain {
    private ExitMain() {}

    public static void main(String[] arguments) {
      System.exit(Integer.parseInt(arguments[0]));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Outcome classify(byte[] image) {
    return new FakeSession().classify(List.of(image)).get(0);
  }

  private static IsolatedClassifier.IsolatedResult result(Outcome outcome) {
    return new IsolatedClassifier.IsolatedResult(outcome, FakeSession.MODEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"an image", "bad"})
  void returnsTheOutcomeOfTheOtherProcess(String image) {
    Outcome here = classify(bytes(image));

    assertEquals(Optional.of(result(here)), isolated.classify(bytes(image)));
  }

  @Test
  void classifiesANullValue() {
    Outcome here = classify(new byte[0]);

    assertEquals(Optional.of(result(here)), isolated.classify(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort", "error"})
  void isEmptyAfterACrash(String image) {
    assertEquals(Optional.empty(), isolated.classify(bytes(image)));
  }

  @Test
  void isEmptyIfTheProcessExitsBeforeItReadsTheImage() {
    IsolatedProcess exiting = new IsolatedProcess(ExitMain.class, List.of("1"));

    assertEquals(Optional.empty(), exiting.classify(new byte[1 << 20]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"129", "130", "143"})
  void failsIfTheProcessIsStoppedBySignal(String code) {
    IsolatedProcess exiting = new IsolatedProcess(ExitMain.class, List.of(code));

    assertThrows(IllegalStateException.class, () -> exiting.classify(bytes("an image")));
  }

  @Test
  void transfersAnImageLargerThanThePipeBuffer() {
    assertEquals(
        result(classify(new byte[1 << 20])), isolated.classify(new byte[1 << 20]).orElseThrow());
  }
}
