package dev.imageclassifier.benchmark;

/** What is measured. */
enum Row {
  PREDICT("a", "predict only"),
  READ("b", "read + preprocess only"),
  LOOP("c", "all in one loop, no Kafka"),
  TOPIC("d", "topic to topic"),
  TOPIC_BATCH_1("d1", "topic to topic, batch 1"),
  TOPIC_PROCESSES("d2", "topic to topic, 2 processes"),
  NAIVE("e", "the naive way"),
  PILLOW("p", "read by Pillow + TorchVision"),
  WEB_SERVICE("w", "Flask + TorchVision"),
  LATENCY("l", "latency at a low rate");

  private final String code;
  private final String title;

  Row(String code, String title) {
    this.code = code;
    this.title = title;
  }

  String code() {
    return code;
  }

  String title() {
    return title;
  }

  /** Too slow for a long warm-up, and without a just-in-time compiler that would need one. */
  boolean slow() {
    return this == NAIVE || python();
  }

  /** Measured only where it is asked for. */
  boolean onRequest() {
    return this == TOPIC_PROCESSES || python();
  }

  /** Needs Python with flask, torch and torchvision, so only where it is asked for. */
  boolean python() {
    return this == PILLOW || this == WEB_SERVICE;
  }
}
