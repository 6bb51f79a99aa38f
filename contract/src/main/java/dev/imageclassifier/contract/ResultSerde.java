package dev.imageclassifier.contract;

import org.apache.kafka.common.serialization.Serdes;

/** Both directions in one, for Kafka Streams. Thread-safe. */
public final class ResultSerde extends Serdes.WrapperSerde<ClassificationResult> {
  /** Strict reading, compact writing. */
  public ResultSerde() {
    super(new ResultSerializer(), new ResultDeserializer());
  }
}
