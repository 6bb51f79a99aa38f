package dev.imageclassifier.embedded;

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

  private static void refuse(int status, String message) {
    throw new IllegalStateException(
        "The embedded broker did not start"
            + (message == null ? "" : " (" + message + ")")
            + "; its log above says why.");
  }
}
