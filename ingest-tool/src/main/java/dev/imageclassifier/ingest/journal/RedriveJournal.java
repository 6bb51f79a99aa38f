package dev.imageclassifier.ingest.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stores which dead letters were redriven, by their position. A redrive has the state started, and
 * then committed or aborted. If the process is killed before the second state, the target topic may
 * or may not contain the record. Thread-safe.
 */
public final class RedriveJournal {
  /**
   * A redrive of one dead letter.
   *
   * @param topicId Kafka's id of the dead-letter topic
   * @param partition partition of the dead letter
   * @param offset offset of the dead letter
   * @param target topic that the record is sent to
   * @param started start time in milliseconds since 1970
   */
  public record Redrive(String topicId, int partition, long offset, String target, long started) {}

  private final Database database;

  RedriveJournal(Database database) {
    this.database = database;
  }

  /** Whether a redrive of this dead letter was started or committed. */
  public boolean contains(String topicId, int partition, long offset) {
    return database.first(
            "SELECT 1 FROM redrive WHERE topic_id = ? AND partition = ? AND offset = ?",
            row -> row.getInt(1),
            topicId,
            partition,
            offset)
        != null;
  }

  /** Stores redrives that are about to be sent in one Kafka transaction. */
  public void start(Collection<Redrive> redrives) {
    database.write(
        connection -> {
          for (Redrive redrive : redrives) {
            Database.update(
                connection,
                """
                INSERT INTO redrive (topic_id, partition, offset, target, started, committed)
                VALUES (?, ?, ?, ?, ?, 0)""",
                redrive.topicId(),
                redrive.partition(),
                redrive.offset(),
                redrive.target(),
                redrive.started());
          }
          return null;
        });
  }

  /** Returns the redrives that were started and neither committed nor aborted. */
  public List<Redrive> unfinished(String topicId) {
    List<Redrive> redrives = new ArrayList<>();
    database.each(
        "SELECT * FROM redrive WHERE topic_id = ? AND committed = 0 ORDER BY partition, offset",
        row ->
            redrives.add(
                new Redrive(
                    row.getString("topic_id"),
                    row.getInt("partition"),
                    row.getLong("offset"),
                    row.getString("target"),
                    row.getLong("started"))),
        topicId);
    return redrives;
  }

  /** Stores that the transaction of these redrives was committed. */
  public void commit(Collection<Redrive> redrives) {
    updateEach(
        "UPDATE redrive SET committed = 1 WHERE topic_id = ? AND partition = ? AND offset = ?",
        redrives);
  }

  /** Removes these redrives, because their transaction was aborted and no record was sent. */
  public void abort(Collection<Redrive> redrives) {
    updateEach("DELETE FROM redrive WHERE topic_id = ? AND partition = ? AND offset = ?", redrives);
  }

  private void updateEach(String sql, Collection<Redrive> redrives) {
    database.write(
        connection -> {
          for (Redrive redrive : redrives) {
            Database.update(
                connection, sql, redrive.topicId(), redrive.partition(), redrive.offset());
          }
          return null;
        });
  }
}
