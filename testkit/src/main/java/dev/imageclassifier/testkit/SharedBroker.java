package dev.imageclassifier.testkit;

/** Starts the shared broker at its first use. */
final class SharedBroker {
  static final TestBroker INSTANCE = start();

  private SharedBroker() {}

  private static TestBroker start() {
    TestBroker broker = TestBroker.start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shared-broker-close"));
    return broker;
  }
}
