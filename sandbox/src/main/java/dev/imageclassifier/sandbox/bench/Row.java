package dev.imageclassifier.sandbox.bench;

/** What is measured. */
enum Row {
  PREDICT("a", "predict only"),
  READ("b", "read + preprocess only"),
  LOOP("c", "all in one loop, no Kafka"),
  TOPIC("d", "topic to topic"),
  TOPIC_BATCH_1("d1", "topic to topic, batch 1"),
  NAIVE("e", "the naive way"),
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
}
