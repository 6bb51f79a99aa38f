package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.ClassificationResult;
import org.apache.kafka.common.serialization.Serdes;

/** Serialiser and deserialiser of results, for Kafka Streams applications. Thread-safe. */
public final class ResultSerde extends Serdes.WrapperSerde<ClassificationResult> {
  /** Combines {@link ResultSerializer} and {@link ResultDeserializer}. */
  public ResultSerde() {
    super(new ResultSerializer(), new ResultDeserializer());
  }
}
