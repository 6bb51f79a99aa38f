package dev.imageclassifier.sandbox.bench;

/** What is measured. */
enum Row {
  PREDICT("a", "predict only"),
  READ("b", "read + preprocess only"),
  LOOP("c", "all in one loop, no Kafka"),
  TOPIC("d", "topic to topic"),
  TOPIC_BATCH_1("d1", "topic to topic, batch 1"),
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

  /** Needs Python with flask, torch and torchvision, so only where it is asked for. */
  boolean python() {
    return this == PILLOW || this == WEB_SERVICE;
  }
}
