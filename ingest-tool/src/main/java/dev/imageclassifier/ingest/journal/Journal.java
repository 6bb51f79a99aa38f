package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.cli.UserError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal's file. Thread-safe. */
public final class Journal implements AutoCloseable {
  private final Database database;
  private final Path file;

  private Journal(Path file, Database database) {
    this.file = file;
    this.database = database;
  }

  /**
   * Opens the journal, and makes it where there is none.
   *
   * @throws UserError when it cannot be read or written
   */
  public static Journal open(Path file) {
    return new Journal(file, Database.open(file));
  }

  /**
   * Begins a run; no other process may have it open.
   *
   * @throws UserError when a run of this id is there already
   */
  public RunJournal begin(String id, String topic, String topicId, String plan) {
    RunLock lock = RunLock.take(file, id);
    try {
      long now = System.currentTimeMillis();
      int made =
          database.update(
              "INSERT OR IGNORE INTO run (id, topic, topic_id, plan, started, active, complete)"
                  + " VALUES (?, ?, ?, ?, ?, ?, 0)",
              id,
              topic,
              topicId,
              plan,
              now,
              now);
      if (made == 0) {
        throw new UserError(
            "The run '"
                + id
                + "' is in the journal already: go on with --resume, or name another with --run.");
      }
      return new RunJournal(database, require(id), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Goes on with a run; no other process may have it open.
   *
   * @throws UserError when there is no such run
   */
  public RunJournal resume(String id) {
    RunInfo entry = require(id);
    RunLock lock = RunLock.take(file, id);
    // what failed gets another turn, or is no longer there
    int unused =
        database.update("DELETE FROM file WHERE run = ? AND partition IS NULL", entry.number());
    return new RunJournal(database, entry, lock);
  }

  /**
   * A run to look at and to write outcomes to, while another process may be publishing it.
   *
   * @throws UserError when there is no such run
   */
  public RunJournal look(String id) {
    return new RunJournal(database, require(id), RunLock.NONE);
  }

  /** The run of this id. */
  public Optional<RunInfo> find(String id) {
    return Optional.ofNullable(database.first("SELECT * FROM run WHERE id = ?", RunInfo::read, id));
  }

  /** All runs, the oldest first. */
  public List<RunInfo> runs() {
    List<RunInfo> runs = new ArrayList<>();
    database.each("SELECT * FROM run ORDER BY number", row -> runs.add(RunInfo.read(row)));
    return runs;
  }

  /** The dead letters that were sent again. */
  public RedriveLog redrives() {
    return new RedriveLog(database);
  }

  /** Digests seen, in a table that vanishes with the journal's connection. */
  public SeenDigests seenDigests() {
    return new SeenDigests(database);
  }

  /**
   * The file as it was when any run last published it to this topic.
   *
   * @param source absolute path
   */
  public Optional<PublishedVersion> lastPublished(String source, String topicId) {
    return Optional.ofNullable(
        database.first(
            "SELECT bytes, modified, sha256 FROM file JOIN run ON run.number = file.run"
                + " WHERE source = ? AND topic_id = ? AND partition IS NOT NULL"
                + " ORDER BY file.number DESC LIMIT 1",
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

  private RunInfo require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new UserError(
                    "The journal "
                        + file
                        + " has no run '"
                        + id
                        + "': 'ingest status' lists those it has."));
  }
}
