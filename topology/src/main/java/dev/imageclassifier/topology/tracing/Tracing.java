package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.topology.batch.StageTime;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/** Is told of each record's way, on its stream thread; must be quick and must not throw. */
public interface Tracing extends AutoCloseable {
  /** Wants to know nothing. */
  Tracing NONE =
      new Tracing() {
        @Override
        public RecordTrace begin(RecordPosition position, byte[] value, Headers headers) {
          return RecordTrace.UNSEEN;
        }

        @Override
        public void close() {}
      };

  /**
   * A record is taken in hand.
   *
   * @param value the encoded picture; may be null
   * @param headers of the record
   */
  RecordTrace begin(RecordPosition position, byte[] value, Headers headers);

  /** Passes on what is known, within a few seconds. */
  @Override
  void close();

  /** One record's way; one of the outcomes, and then {@link #written} if it was. */
  interface RecordTrace {
    /** Nobody looks. */
    RecordTrace UNSEEN =
        new RecordTrace() {
          @Override
          public Headers labelled(List<StageTime> stages, String topic, Headers headers) {
            return headers;
          }

          @Override
          public void rejected(List<StageTime> stages, String topic, DeadLetterReason reason) {}

          @Override
          public void written() {}

          @Override
          public void givenBack(Throwable cause) {}
        };

    /**
     * Its result is about to be written.
     *
     * @param stages what was done for it
     * @param topic where the result goes
     * @param headers of the record
     * @return the headers of the result
     */
    Headers labelled(List<StageTime> stages, String topic, Headers headers);

    /** Its dead letter is about to be written to this topic. */
    void rejected(List<StageTime> stages, String topic, DeadLetterReason reason);

    /** The outcome was handed to the producer. */
    void written();

    /** It has no outcome; whoever gets it next begins anew. */
    void givenBack(Throwable cause);
  }
}
