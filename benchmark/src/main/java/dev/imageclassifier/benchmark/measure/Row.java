package dev.imageclassifier.benchmark.measure;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of the benchmark; docs/performance.md defines each. */
public enum Row {
  PREDICT("a", "predict only"),
  READ("b", "read + preprocess only"),
  LOOP("c", "all in one loop, no Kafka"),
  TOPIC("d", "topic to topic"),
  TOPIC_BATCH_1("d1", "topic to topic, batch 1"),
  TOPIC_PROCESSES("d2", "topic to topic, 2 processes"),
  NAIVE("e", "DJL stock translator"),
  PILLOW("p", "read by Pillow + TorchVision"),
  WEB_SERVICE("w", "Flask + TorchVision"),
  LATENCY("l", "latency at a low rate");

  private final String code;
  private final String title;

  Row(String code, String title) {
    this.code = code;
    this.title = title;
  }

  /** The row with this code; empty if no row has it. */
  public static Optional<Row> of(String code) {
    return EnumSet.allOf(Row.class).stream().filter(row -> row.code.equals(code)).findFirst();
  }

  /** All codes, separated by commas. */
  public static String codes() {
    return EnumSet.allOf(Row.class).stream().map(Row::code).collect(Collectors.joining(", "));
  }

  /** The short code, as in {@code --rows}. */
  public String code() {
    return code;
  }

  /** A description for the table. */
  public String title() {
    return title;
  }

  /** Whether a long warm-up has no benefit and needs too much time. */
  public boolean hasShortWarmUp() {
    return this == NAIVE || needsPython();
  }

  /** Whether the row runs by default. */
  public boolean isDefault() {
    return this != TOPIC_PROCESSES && !needsPython();
  }

  /** Whether the row needs Python with flask, torch and torchvision. */
  public boolean needsPython() {
    return this == PILLOW || this == WEB_SERVICE;
  }
}
