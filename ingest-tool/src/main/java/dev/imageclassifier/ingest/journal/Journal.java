package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.cli.UserError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal: an SQLite file that stores ingest runs and redrives. Thread-safe. */
public final class Journal implements AutoCloseable {
  private final Database database;
  private final Path file;

  private Journal(Path file, Database database) {
    this.file = file;
    this.database = database;
  }

  /**
   * Opens the journal; creates the file if it does not exist.
   *
   * @throws UserError when it cannot be read or written
   */
  public static Journal open(Path file) {
    return new Journal(file, Database.open(file));
  }

  /**
   * Starts a run and locks it for this process.
   *
   * @throws UserError when the journal already contains a run with this id
   */
  public RunJournal begin(String id, String topic, String topicId, String plan) {
    RunLock lock = RunLock.acquire(file, id);
    try {
      long now = System.currentTimeMillis();
      int inserted =
          database.update(
              """
              INSERT OR IGNORE INTO run (id, topic, topic_id, plan, started, active, complete)
              VALUES (?, ?, ?, ?, ?, ?, 0)""",
              id,
              topic,
              topicId,
              plan,
              now,
              now);
      if (inserted == 0) {
        throw new UserError(
            "The run '%s' already exists: resume it with --resume, or choose another --run."
                .formatted(id));
      }
      return new RunJournal(database, run(id), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Resumes a run and locks it for this process.
   *
   * @throws UserError when the journal does not contain the run
   */
  public RunJournal resume(String id) {
    RunInfo entry = run(id);
    RunLock lock = RunLock.acquire(file, id);
    // failed files are tried again
    int unused =
        database.update("DELETE FROM file WHERE run = ? AND partition IS NULL", entry.number());
    return new RunJournal(database, entry, lock);
  }

  /**
   * Opens a run to read it and to store outcomes, while another process may publish it.
   *
   * @throws UserError when the journal does not contain the run
   */
  public RunJournal open(String id) {
    return new RunJournal(database, run(id), RunLock.NONE);
  }

  /** Finds the run with this id. */
  public Optional<RunInfo> find(String id) {
    return Optional.ofNullable(database.first("SELECT * FROM run WHERE id = ?", RunInfo::read, id));
  }

  /** Returns all runs, the oldest first. */
  public List<RunInfo> runs() {
    List<RunInfo> runs = new ArrayList<>();
    database.each("SELECT * FROM run ORDER BY number", row -> runs.add(RunInfo.read(row)));
    return runs;
  }

  /** Returns the stored redrives. */
  public RedriveJournal redrives() {
    return new RedriveJournal(database);
  }

  /** Creates an empty set of digests in a temporary table. */
  public SeenDigests seenDigests() {
    return new SeenDigests(database);
  }

  /**
   * Returns the version of the file that any run last published to this topic.
   *
   * @param source absolute path
   */
  public Optional<PublishedVersion> lastPublished(String source, String topicId) {
    return Optional.ofNullable(
        database.first(
            """
            SELECT bytes, modified, sha256 FROM file JOIN run ON run.number = file.run
            WHERE source = ? AND topic_id = ? AND partition IS NOT NULL
            ORDER BY file.number DESC LIMIT 1""",
            row ->
                new PublishedVersion(
                    row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)),
            source,
            topicId));
  }

  @Override
  public void close() {
    database.close();
  }

  /**
   * Returns the run with this id.
   *
   * @throws UserError when the journal does not contain the run
   */
  public RunInfo run(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new UserError(
                    "The journal %s does not contain the run '%s': 'ingest status' lists all runs."
                        .formatted(file, id)));
  }
}
