package dev.imageclassifier.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One run, as it stood when it was read.
 *
 * @param number the journal's own number
 * @param id as in the header {@code ingest.run}
 * @param topic where its images go
 * @param topicId Kafka's id of that topic
 * @param plan JSON: which files, and how to send them
 * @param started when it began
 * @param active when it was last published to
 * @param complete whether every file has had its turn
 */
public record RunInfo(
    long number,
    String id,
    String topic,
    String topicId,
    String plan,
    Instant started,
    Instant active,
    boolean complete) {

  static RunInfo read(ResultSet row) throws SQLException {
    return new RunInfo(
        row.getLong("number"),
        row.getString("id"),
        row.getString("topic"),
        row.getString("topic_id"),
        row.getString("plan"),
        Instant.ofEpochMilli(row.getLong("started")),
        Instant.ofEpochMilli(row.getLong("active")),
        row.getBoolean("complete"));
  }
}
