package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.ExitCode;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;

/**
 * Starts a broker and throws an exception if the start fails. Without this class, Kafka would exit
 * the JVM.
 */
final class StartUp {
  private StartUp() {}

  // Synchronized, because Kafka's exit procedure is a static field.
  static synchronized void run(KafkaRaftServer server) {
    Exit.setExitProcedure(StartUp::throwFailure);
    Exit.setHaltProcedure(StartUp::throwFailure);
    try {
      server.startup();
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  /**
   * Makes a fatal failure of a running broker exit the JVM. By default such a failure is only
   * logged and the broker stops responding, because the JVM may also run other code.
   */
  static void endProcessOnFailure(Runnable beforeExit) {
    Exit.Procedure end =
        (status, message) -> {
          beforeExit.run();
          Runtime.getRuntime()
              .halt(ExitCode.FAILURE); // a shutdown hook would wait for the failed broker
        };
    Exit.setExitProcedure(end);
    Exit.setHaltProcedure(end);
  }

  private static void throwFailure(int status, String message) {
    throw new IllegalStateException(
        "The embedded broker did not start%s; see its log above."
            .formatted(message == null ? "" : " (" + message + ")"));
  }
}
