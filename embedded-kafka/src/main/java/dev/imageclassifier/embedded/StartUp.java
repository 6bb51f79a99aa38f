package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.ExitCode;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;

/** Starts a broker without letting a failed start end the whole JVM, as Kafka's own start does. */
final class StartUp {
  private StartUp() {}

  // One at a time: Kafka's way out of the process is a static of the whole JVM.
  static synchronized void run(KafkaRaftServer server) {
    Exit.setExitProcedure(StartUp::refuse);
    Exit.setHaltProcedure(StartUp::refuse);
    try {
      server.startup();
    } finally {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  /**
   * From now on a broker that cannot go on ends this process, as Kafka's own does. Without it the
   * failure stays in the log and the broker answers no more, which suits a JVM that does other
   * things too.
   */
  static void endProcessOnFailure(Runnable beforehand) {
    Exit.Procedure end =
        (status, message) -> {
          beforehand.run();
          Runtime.getRuntime().halt(ExitCode.FAILURE); // a hook would wait for the broken broker
        };
    Exit.setExitProcedure(end);
    Exit.setHaltProcedure(end);
  }

  private static void refuse(int status, String message) {
    throw new IllegalStateException(
        "The embedded broker did not start"
            + (message == null ? "" : " (" + message + ")")
            + "; its log above says why.");
  }
}
