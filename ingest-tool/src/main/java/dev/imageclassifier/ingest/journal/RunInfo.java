package dev.imageclassifier.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A snapshot of one run.
 *
 * @param number primary key in the journal
 * @param id id of the run, as in the header {@code ingest.run}
 * @param topic topic of its images
 * @param topicId Kafka's id of that topic
 * @param plan JSON of the selected files and the record settings
 * @param started start time
 * @param lastWrite time of the last write
 * @param complete whether every file was processed
 */
public record RunInfo(
    long number,
    String id,
    String topic,
    String topicId,
    String plan,
    Instant started,
    Instant lastWrite,
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
