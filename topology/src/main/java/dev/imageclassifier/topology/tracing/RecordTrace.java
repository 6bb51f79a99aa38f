package dev.imageclassifier.topology.tracing;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.topology.batch.StageTime;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/**
 * Receives the events of one record: the start of its result or dead letter, and then {@link
 * #forwarded} or {@link #abandoned}.
 */
public interface RecordTrace {
  /** Creates no spans. */
  RecordTrace DISABLED =
      new RecordTrace() {
        @Override
        public Headers resultHeaders(List<StageTime> stages, Headers headers) {
          return headers;
        }

        @Override
        public void startDeadLetter(List<StageTime> stages, DeadLetterReason reason) {}

        @Override
        public void forwarded() {}

        @Override
        public void abandoned(Throwable cause) {}
      };

  /**
   * Returns the headers of the result. Called before the result is forwarded.
   *
   * @param stages the stages of the record
   * @param headers headers of the record
   * @return headers of the result
   */
  Headers resultHeaders(List<StageTime> stages, Headers headers);

  /** Called before the dead letter is forwarded. */
  void startDeadLetter(List<StageTime> stages, DeadLetterReason reason);

  /** Called after the producer accepted the outcome. */
  void forwarded();

  /** Called when processing failed without an outcome. The next attempt starts a new trace. */
  void abandoned(Throwable cause);
}
