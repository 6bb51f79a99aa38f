package dev.imageclassifier.ingest.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Stores the outcomes of one run and the offsets up to which they were read. Thread-safe. */
public final class OutcomeStore {
  private static final String OUTCOME_OF_FILE =
      "outcome o ON o.run = f.run AND o.partition = f.partition AND o.offset = f.offset";

  private final Database database;
  private final long run;

  OutcomeStore(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  /**
   * Stores outcomes and the offset after the last record read in one transaction, so that no
   * outcome is read twice or skipped.
   *
   * @param topic topic that the outcomes were read from
   * @param nextOffsets offset of the next record to read, by partition
   */
  public void add(
      Collection<StoredOutcome> outcomes, String topic, Map<Integer, Long> nextOffsets) {
    database.write(
        connection -> {
          for (StoredOutcome outcome : outcomes) {
            add(connection, outcome);
          }
          for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
            Database.update(
                connection,
                """
                INSERT OR REPLACE INTO position (run, topic, partition, offset)
                VALUES (?, ?, ?, ?)""",
                run,
                topic,
                next.getKey(),
                next.getValue());
          }
          return null;
        });
  }

  /** Returns the offset of the next record to read, for each partition that was read. */
  public Map<Integer, Long> nextOffsets(String topic) {
    Map<Integer, Long> offsets = new HashMap<>();
    database.each(
        "SELECT partition, offset FROM position WHERE run = ? AND topic = ?",
        row -> offsets.put(row.getInt(1), row.getLong(2)),
        run,
        topic);
    return offsets;
  }

  /** Counts the files and the outcomes that were stored so far. */
  public RunSummary summary() {
    long[] files =
        database.first(
            "SELECT count(partition), count(failure), total(bytes) FROM file WHERE run = ?",
            row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
            run);
    Map<String, Long> byLabel = counts("label");
    Map<String, Long> byReason = counts("reason");
    long outcomes =
        database.first("SELECT count(*) FROM outcome WHERE run = ?", row -> row.getLong(1), run);
    long labelled = sum(byLabel);
    long deadLettered = sum(byReason);
    return new RunSummary(
        files[0],
        files[1],
        files[2],
        labelled,
        deadLettered,
        outcomes - labelled - deadLettered,
        byLabel,
        byReason);
  }

  /** Passes each file of the run and its outcome to the consumer, in the order of publishing. */
  public void report(Consumer<ReportRow> rows) {
    database.each(
        """
        SELECT f.source, f.key AS file_key, f.failure, o.* FROM file f LEFT JOIN %s
        WHERE f.run = ? ORDER BY f.number"""
            .formatted(OUTCOME_OF_FILE),
        row -> {
          rows.accept(
              new ReportRow(
                  row.getString("source"),
                  row.getString("file_key"),
                  row.getString("failure"),
                  row.getObject("redriven") == null ? null : outcome(row)));
          return null;
        },
        run);
  }

  private void add(Connection connection, StoredOutcome given) throws SQLException {
    StoredOutcome outcome = given.redrives() > 0 ? atOriginalPosition(connection, given) : given;
    Database.update(
        connection,
        """
        INSERT INTO outcome (run, partition, offset, key, label, score, result, reason, stage,
          detail, redriven) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (run, partition, offset) DO UPDATE SET label = excluded.label,
          score = excluded.score, result = excluded.result, reason = excluded.reason,
          stage = excluded.stage, detail = excluded.detail, redriven = excluded.redriven
        WHERE excluded.redriven >= redriven""",
        run,
        outcome.partition(),
        outcome.offset(),
        outcome.key(),
        outcome.label(),
        outcome.score(),
        outcome.result(),
        outcome.reason(),
        outcome.stage(),
        outcome.detail(),
        outcome.redrives());
  }

  /**
   * Moves the outcome of a redriven record to the position of the file's first record, so that it
   * replaces the dead letter.
   */
  private StoredOutcome atOriginalPosition(Connection connection, StoredOutcome outcome)
      throws SQLException {
    StoredOutcome moved =
        Database.first(
            connection,
            """
            SELECT f.partition, f.offset FROM file f LEFT JOIN %s
            WHERE f.run = ? AND f.key = ? AND f.partition IS NOT NULL AND o.label IS NULL
            ORDER BY o.redriven LIMIT 1"""
                .formatted(OUTCOME_OF_FILE),
            row -> outcome.at(row.getInt(1), row.getLong(2)),
            run,
            outcome.key());
    return moved == null ? outcome : moved;
  }

  private Map<String, Long> counts(String column) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database.each(
        """
        SELECT o.%1$s, count(*) AS files FROM file f JOIN %2$s
        WHERE f.run = ? AND o.%1$s IS NOT NULL GROUP BY 1 ORDER BY files DESC, 1"""
            .formatted(column, OUTCOME_OF_FILE),
        row -> counts.put(row.getString(1), row.getLong(2)),
        run);
    return counts;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static StoredOutcome outcome(ResultSet row) throws SQLException {
    return new StoredOutcome(
        row.getInt("partition"),
        row.getLong("offset"),
        row.getString("key"),
        row.getString("label"),
        row.getDouble("score"),
        row.getString("result"),
        row.getString("reason"),
        row.getString("stage"),
        row.getString("detail"),
        row.getInt("redriven"));
  }
}
