package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier.IsolatedResult;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Separates records that may have crashed the process from other records. A suspect record is
 * classified alone. After several crashes it is quarantined: only another process may classify it.
 * One per stream thread. Not thread-safe.
 */
public final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  /**
   * Further crashes of a quarantined record until it becomes a dead letter without a retry. An
   * isolated retry can end this process too, for example when the container runs out of memory.
   */
  public static final int MAX_CRASHES_AFTER_LIMIT = 10;

  private final CrashLog.InFlightRecords inFlight;
  private final IsolatedClassifier isolated;
  private final int crashLimit;

  /**
   * Creates the quarantine of one stream thread.
   *
   * @param inFlight the records that this thread is working on
   * @param isolated classifies quarantined records
   * @param crashLimit crashes after which a record is quarantined
   */
  public Quarantine(
      CrashLog.InFlightRecords inFlight, IsolatedClassifier isolated, int crashLimit) {
    this.inFlight = inFlight;
    this.isolated = isolated;
    this.crashLimit = crashLimit;
  }

  /** Whether the process crashed while it worked on this record. */
  public boolean isSuspect(RecordPosition position) {
    return inFlight.crashes(position) > 0;
  }

  /** Whether the process crashed too often on this record to classify it again. */
  public boolean isQuarantined(RecordPosition position) {
    return inFlight.crashes(position) >= crashLimit;
  }

  /** Marks these records as in flight: a later crash increases the count of each of them. */
  public void begin(List<RecordPosition> positions) {
    inFlight.begin(positions);
  }

  /** Marks the records as done. They are no longer suspect. */
  public void end() {
    inFlight.end();
  }

  /**
   * Classifies a quarantined record in another process.
   *
   * @param value the encoded image; may be null
   * @return empty when the other process crashed too, or the record was retried too often
   * @throws IllegalStateException when the other process was stopped or did not end in time
   */
  public Optional<IsolatedResult> retry(RecordPosition position, byte[] value) {
    int crashes = inFlight.crashes(position);
    if (crashes >= crashLimit + MAX_CRASHES_AFTER_LIMIT) {
      return Optional.empty();
    }
    LOG.atWarn()
        .addKeyValue("record", position)
        .addKeyValue("crashes", crashes)
        .log("isolated retry started");
    inFlight.begin(List.of(position));
    Optional<IsolatedResult> result = isolated.classify(value);
    if (result.isPresent()) {
      inFlight.end();
    } else {
      inFlight.suspend();
    }
    LOG.atWarn()
        .addKeyValue("record", position)
        .addKeyValue("crashed", result.isEmpty())
        .log("isolated retry ended");
    return result;
  }

  /** The rejection of a record whose retry failed. */
  public Outcome.Rejected rejection(RecordPosition position) {
    return new Outcome.Rejected(
        DeadLetterReason.CRASHED_THE_CLASSIFIER,
        ErrorStage.READ,
        "The process crashed %d times on this record.".formatted(inFlight.crashes(position)));
  }
}
