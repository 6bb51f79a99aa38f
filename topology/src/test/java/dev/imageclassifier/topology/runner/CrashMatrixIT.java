package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.TestProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real processes that die at random moments, against a real broker. Two scenarios at a time, each
 * with a broker of its own: most of a scenario is waiting for members and transactions to time out.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CrashMatrixIT {
  private static final int DEATHS = 3;

  @TempDir Path directory;

  /** How something dies. */
  enum Death {
    HALT,
    SIGTERM,
    BROKER_RESTART
  }

  static Stream<Arguments> matrix() {
    List<Arguments> all = new ArrayList<>();
    for (Guarantee guarantee : Guarantee.values()) {
      for (int instances = 1; instances <= 2; instances++) {
        for (Death death : Death.values()) {
          all.add(Arguments.of(guarantee, instances, death));
        }
      }
    }
    return all.stream();
  }

  private void run(
      Guarantee guarantee, CrashTestMain.Design design, int instances, Death death, int deaths)
      throws Exception {
    try (CrashScenario scenario = new CrashScenario(directory, guarantee, design)) {
      for (int i = 0; i < instances; i++) {
        scenario.startInstance();
      }
      for (int i = 1; i <= deaths; i++) {
        scenario.awaitPart(i, deaths + 2);
        if (death == Death.BROKER_RESTART) {
          scenario.restartBroker();
        } else {
          TestProcess victim = scenario.anyInstance();
          if (death == Death.HALT) {
            victim.halt();
          } else {
            victim.terminate();
          }
          scenario.replace(victim);
        }
      }
      scenario.check();
    }
  }

  @ParameterizedTest(name = "{0}, {1} instances, {2}")
  @MethodSource("matrix")
  void nothingIsLostAndNothingComesTwice(Guarantee guarantee, int instances, Death death)
      throws Exception {
    run(guarantee, CrashTestMain.Design.PIPELINE, instances, death, DEATHS);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void instancesJoinAndLeave(Guarantee guarantee) throws Exception {
    try (CrashScenario scenario =
        new CrashScenario(directory, guarantee, CrashTestMain.Design.PIPELINE)) {
      TestProcess first = scenario.startInstance();
      scenario.awaitPart(1, 4);
      scenario.startInstance();
      scenario.awaitPart(2, 4);
      first.terminate();
      scenario.remove(first);
      scenario.awaitPart(3, 4);
      scenario.startInstance();
      scenario.check();
    }
  }

  /** Without this, a test that can lose nothing would look just as green. */
  @ParameterizedTest
  @EnumSource(
      value = CrashTestMain.Design.class,
      names = {"BUFFER_ACROSS_PROCESS", "FORWARD_IN_COMMIT"})
  void aDesignThatLosesPicturesFailsThisTest(CrashTestMain.Design mutant) {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> run(Guarantee.EXACTLY_ONCE_V2, mutant, 1, Death.HALT, 5));

    assertTrue(error.getMessage().startsWith("missing"), error.getMessage());
  }
}
