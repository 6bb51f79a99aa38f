package dev.imageclassifier.ingest.run;

import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.publish.PublishListener;

/**
 * Receives the progress of a run. Several threads call it, at times concurrently. Implementations
 * must be thread-safe, return quickly and not throw.
 */
public interface IngestListener extends PublishListener {
  /**
   * The run starts to publish.
   *
   * @param before the counters that earlier processes of the same run have reached
   */
  default void started(RunSummary before) {}

  /** The number of selected files is now known. */
  default void filesCounted(long files) {}

  /** An outcome of this run was read. Only called while the run waits for outcomes. */
  default void outcome(StoredOutcome outcome) {}

  /** A message for the user, as one sentence. */
  default void warning(String sentence) {}
}
