package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.RecordPosition;
import org.apache.kafka.common.header.Headers;

/** Receives the events of each record, on its stream thread. Methods return quickly. */
public interface Tracing extends AutoCloseable {
  /** Creates no spans. */
  Tracing DISABLED =
      new Tracing() {
        @Override
        public RecordTrace start(RecordPosition position, byte[] value, Headers headers) {
          return RecordTrace.DISABLED;
        }

        @Override
        public void close() {}
      };

  /**
   * Called when the processing of a record starts.
   *
   * @param position position of the record
   * @param value the encoded image; may be null
   * @param headers headers of the record
   */
  RecordTrace start(RecordPosition position, byte[] value, Headers headers);

  /** Sends the remaining spans, within a few seconds. */
  @Override
  void close();
}
