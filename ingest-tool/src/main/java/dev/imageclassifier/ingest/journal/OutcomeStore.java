package dev.imageclassifier.ingest.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The outcomes of one run's records, and up to where they were read. Thread-safe. */
public final class OutcomeStore {
  private static final String AT =
      "outcome o ON o.run = f.run AND o.partition = f.partition AND o.offset = f.offset";

  private final Database database;
  private final long run;

  OutcomeStore(Database database, long run) {
    this.database = database;
    this.run = run;
  }

  /**
   * Writes outcomes together with the place behind the last record that was read, so that none is
   * read twice or left out.
   *
   * @param topic the topic that they were read from
   * @param next the offset to go on with, of each partition that was read
   */
  public void add(Collection<StoredOutcome> outcomes, String topic, Map<Integer, Long> next) {
    database.write(
        open -> {
          for (StoredOutcome outcome : outcomes) {
            add(open, outcome);
          }
          for (Map.Entry<Integer, Long> position : next.entrySet()) {
            Database.update(
                open,
                "INSERT OR REPLACE INTO position (run, topic, partition, offset)"
                    + " VALUES (?, ?, ?, ?)",
                run,
                topic,
                position.getKey(),
                position.getValue());
          }
          return null;
        });
  }

  /** Where to go on reading this topic; empty where nothing was read yet. */
  public Map<Integer, Long> positions(String topic) {
    Map<Integer, Long> positions = new HashMap<>();
    database.each(
        "SELECT partition, offset FROM position WHERE run = ? AND topic = ?",
        row -> positions.put(row.getInt(1), row.getLong(2)),
        run,
        topic);
    return positions;
  }

  /** The run in numbers, as far as outcomes were read. */
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

  /** Shows every file in the order of sending, with what became of it. */
  public void report(Consumer<ReportRow> rows) {
    database.each(
        "SELECT f.source, f.key AS file_key, f.failure, o.* FROM file f LEFT JOIN "
            + AT
            + " WHERE f.run = ? ORDER BY f.number",
        row -> {
          Optional<StoredOutcome> outcome =
              row.getObject("redriven") == null ? Optional.empty() : Optional.of(outcome(row));
          rows.accept(
              new ReportRow(
                  row.getString("source"),
                  row.getString("file_key"),
                  row.getString("failure"),
                  outcome));
          return null;
        },
        run);
  }

  private void add(Connection open, StoredOutcome given) throws SQLException {
    StoredOutcome outcome = given.redriven() > 0 ? atItsFile(open, given) : given;
    Database.update(
        open,
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
        outcome.redriven());
  }

  /** What was sent again lies elsewhere, and its outcome takes the place of the first one. */
  private StoredOutcome atItsFile(Connection open, StoredOutcome outcome) throws SQLException {
    StoredOutcome found =
        Database.first(
            open,
            "SELECT f.partition, f.offset FROM file f LEFT JOIN "
                + AT
                + " WHERE f.run = ? AND f.key = ? AND f.partition IS NOT NULL"
                + " AND o.label IS NULL ORDER BY o.redriven LIMIT 1",
            row ->
                new StoredOutcome(
                    row.getInt(1),
                    row.getLong(2),
                    outcome.key(),
                    outcome.label(),
                    outcome.score(),
                    outcome.result(),
                    outcome.reason(),
                    outcome.stage(),
                    outcome.detail(),
                    outcome.redriven()),
            run,
            outcome.key());
    return found == null ? outcome : found;
  }

  private Map<String, Long> counts(String column) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database.each(
        "SELECT o.%1$s, count(*) AS files FROM file f JOIN %2$s WHERE f.run = ? AND o.%1$s IS NOT"
                .formatted(column, AT)
            + " NULL GROUP BY 1 ORDER BY files DESC, 1",
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
