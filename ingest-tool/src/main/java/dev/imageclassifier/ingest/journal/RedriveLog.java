package dev.imageclassifier.ingest.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which dead letters were sent again, by their place. One is first meant, then done; what a killed
 * process leaves meant may or may not be in its target topic. Thread-safe.
 */
public final class RedriveLog {
  /**
   * A dead letter that is being sent again.
   *
   * @param topicId Kafka's id of the dead-letter topic
   * @param partition its place there
   * @param offset its place there
   * @param target the topic that it is sent to
   * @param since when, in milliseconds since 1970
   */
  public record Redrive(String topicId, int partition, long offset, String target, long since) {}

  private final Database database;

  RedriveLog(Database database) {
    this.database = database;
  }

  /** Whether it was sent again, or is meant to be. */
  public boolean knows(String topicId, int partition, long offset) {
    return database.first(
            "SELECT 1 FROM redrive WHERE topic_id = ? AND partition = ? AND offset = ?",
            row -> row.getInt(1),
            topicId,
            partition,
            offset)
        != null;
  }

  /** They are about to be sent, in one transaction of Kafka's. */
  public void mean(Collection<Redrive> redrives) {
    database.write(
        open -> {
          for (Redrive one : redrives) {
            Database.update(
                open,
                "INSERT INTO redrive (topic_id, partition, offset, target, since, done)"
                    + " VALUES (?, ?, ?, ?, ?, 0)",
                one.topicId(),
                one.partition(),
                one.offset(),
                one.target(),
                one.since());
          }
          return null;
        });
  }

  /** Those whose transaction's end was not seen. */
  public List<Redrive> meant(String topicId) {
    List<Redrive> meant = new ArrayList<>();
    database.each(
        "SELECT * FROM redrive WHERE topic_id = ? AND done = 0 ORDER BY partition, offset",
        row ->
            meant.add(
                new Redrive(
                    row.getString("topic_id"),
                    row.getInt("partition"),
                    row.getLong("offset"),
                    row.getString("target"),
                    row.getLong("since"))),
        topicId);
    return meant;
  }

  /** They are committed. */
  public void done(Collection<Redrive> redrives) {
    each(
        "UPDATE redrive SET done = 1 WHERE topic_id = ? AND partition = ? AND offset = ?",
        redrives);
  }

  /** They were not sent: their transaction is aborted. */
  public void forget(Collection<Redrive> redrives) {
    each("DELETE FROM redrive WHERE topic_id = ? AND partition = ? AND offset = ?", redrives);
  }

  private void each(String sql, Collection<Redrive> redrives) {
    database.write(
        open -> {
          for (Redrive one : redrives) {
            Database.update(open, sql, one.topicId(), one.partition(), one.offset());
          }
          return null;
        });
  }
}
