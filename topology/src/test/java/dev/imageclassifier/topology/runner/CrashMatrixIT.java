package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes processes at random times, with a broker. Two scenarios run at a time, because a scenario
 * mostly waits for members and transactions to time out. {@code mvn verify} runs the crashes of two
 * instances and the designs that lose records; the profile {@code extended} runs the rest.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CrashMatrixIT {
  private static final int CRASHES = 3;

  @TempDir Path directory;

  /** The kind of crash. */
  enum Crash {
    KILL,
    SIGTERM,
    BROKER_RESTART
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Guarantee.values())
        .flatMap(
            guarantee ->
                IntStream.rangeClosed(1, 2)
                    .boxed()
                    .flatMap(
                        instances ->
                            Stream.of(Crash.values())
                                .filter(crash -> crash != Crash.KILL || instances == 1)
                                .map(crash -> Arguments.of(guarantee, instances, crash))));
  }

  private void run(
      Guarantee guarantee, CrashTestMain.Design design, int instances, Crash crash, int crashes)
      throws Exception {
    try (CrashScenario scenario = new CrashScenario(directory, guarantee, design)) {
      for (int i = 0; i < instances; i++) {
        scenario.startInstance();
      }
      for (int i = 1; i <= crashes; i++) {
        scenario.awaitPart(i, crashes + 2);
        if (crash == Crash.BROKER_RESTART) {
          scenario.restartBroker();
        } else {
          ChildProcess victim = scenario.anyInstance();
          if (crash == Crash.KILL) {
            victim.kill();
          } else {
            victim.terminate();
          }
          scenario.replace(victim);
        }
      }
      scenario.check();
    }
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void losesNothingWhenTwoInstancesAreKilled(Guarantee guarantee) throws Exception {
    run(guarantee, CrashTestMain.Design.PIPELINE, 2, Crash.KILL, CRASHES);
  }

  @Tag("extended")
  @ParameterizedTest(name = "{0}, {1} instances, {2}")
  @MethodSource("matrix")
  void losesNothingAndWritesNoDuplicates(Guarantee guarantee, int instances, Crash crash)
      throws Exception {
    run(guarantee, CrashTestMain.Design.PIPELINE, instances, crash, CRASHES);
  }

  @Tag("extended")
  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void losesNothingWhenInstancesJoinAndLeave(Guarantee guarantee) throws Exception {
    try (CrashScenario scenario =
        new CrashScenario(directory, guarantee, CrashTestMain.Design.PIPELINE)) {
      ChildProcess first = scenario.startInstance();
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

  /** Proves that the check of the scenario can fail. */
  @ParameterizedTest
  @EnumSource(
      value = CrashTestMain.Design.class,
      names = {"BUFFER_ACROSS_PROCESS", "FORWARD_IN_COMMIT"})
  void failsForADesignThatLosesRecords(CrashTestMain.Design mutant) {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> run(Guarantee.EXACTLY_ONCE_V2, mutant, 1, Crash.KILL, 5));

    // A design may by chance lose nothing in five crashes; its late records then break the order.
    assertTrue(
        error.getMessage().matches("(?s)(missing|order within a partition) .*"),
        error.getMessage());
  }
}
