package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.cli.DaemonThreads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The files of one run. A file is claimed, then published, failed or released. Published files are
 * written in batches within {@value #DELAY_MILLISECONDS} ms. Thread-safe.
 */
public final class RunJournal implements AutoCloseable {
  private static final long DELAY_MILLISECONDS = 20;
  private static final int BATCH = 1_000;
  private static final String PUBLISHED =
      """
      INSERT INTO file (run, source, key, bytes, modified, sha256, partition, offset)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, run) DO UPDATE SET key = excluded.key, bytes = excluded.bytes,
        modified = excluded.modified, sha256 = excluded.sha256, partition = excluded.partition,
        offset = excluded.offset, failure = NULL""";
  private static final String FAILED =
      """
      INSERT INTO file (run, source, failure) VALUES (?, ?, ?)
      ON CONFLICT (source, run) DO UPDATE SET failure = excluded.failure
      WHERE partition IS NULL""";

  private final Database database;
  private final RunInfo info;
  private final RunLock lock;
  private final ScheduledExecutorService scheduler;
  private final Set<String> inFlight = new HashSet<>();
  private List<PublishedFile> unwritten = new ArrayList<>();
  private volatile RuntimeException failure;

  RunJournal(Database database, RunInfo info, RunLock lock) {
    this.database = database;
    this.info = info;
    this.lock = lock;
    this.scheduler = DaemonThreads.singleScheduler("journal");
    ScheduledFuture<?> unused =
        scheduler.scheduleWithFixedDelay(
            this::tick, DELAY_MILLISECONDS, DELAY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** The state of the run at the time it was opened. */
  public RunInfo info() {
    return info;
  }

  /** The outcomes of this run. */
  public OutcomeStore outcomes() {
    return new OutcomeStore(database, info.number());
  }

  /** Claims a file; returns false if it is published or in flight. */
  public boolean claim(String source) {
    rethrow();
    synchronized (this) {
      if (!inFlight.add(source)) {
        return false;
      }
    }
    boolean published = isPublished(source);
    if (published) {
      release(source);
    }
    return !published;
  }

  /** Whether this file is published or in flight. */
  public boolean contains(String source) {
    synchronized (this) {
      if (inFlight.contains(source)) {
        return true;
      }
    }
    return isPublished(source);
  }

  /** Stores a claimed file whose record the brokers have acknowledged. */
  public void published(PublishedFile file) {
    boolean full;
    synchronized (this) {
      unwritten.add(file);
      full = unwritten.size() >= BATCH;
    }
    if (full) {
      flush();
    }
  }

  /** Stores that a claimed file was not published. */
  public void failed(String source, String reason) {
    database.update(FAILED, info.number(), source, reason);
    release(source);
  }

  /** Releases a claimed file that is not sent. */
  public synchronized void release(String source) {
    inFlight.remove(source);
  }

  /** Returns the offset of the last acknowledged record, by partition. */
  public Map<Integer, Long> lastOffsets() {
    Map<Integer, Long> offsets = new HashMap<>();
    database.each(
        """
        SELECT partition, max(offset) FROM file WHERE run = ? AND partition IS NOT NULL
        GROUP BY partition""",
        row -> offsets.put(row.getInt(1), row.getLong(2)),
        info.number());
    return offsets;
  }

  /** Marks the run as complete: every file was processed. */
  public void complete() {
    flush();
    database.update("UPDATE run SET complete = 1 WHERE number = ?", info.number());
  }

  /** Writes all files that are not written yet. */
  public void flush() {
    rethrow();
    List<PublishedFile> files;
    synchronized (this) {
      files = unwritten;
      unwritten = new ArrayList<>();
    }
    if (!files.isEmpty()) {
      database.write(
          connection -> {
            insert(connection, files);
            return Database.update(
                connection,
                "UPDATE run SET active = ? WHERE number = ?",
                System.currentTimeMillis(),
                info.number());
          });
      synchronized (this) {
        files.forEach(file -> inFlight.remove(file.source()));
      }
    }
  }

  /** Writes all files that are not written yet and releases the run. */
  @Override
  public void close() {
    scheduler.shutdown();
    try {
      flush();
    } finally {
      lock.close();
    }
  }

  private boolean isPublished(String source) {
    return database.first(
            "SELECT 1 FROM file WHERE source = ? AND run = ? AND partition IS NOT NULL",
            row -> row.getInt(1),
            source,
            info.number())
        != null;
  }

  private void insert(Connection connection, List<PublishedFile> files) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUBLISHED)) {
      for (PublishedFile file : files) {
        statement.setLong(1, info.number());
        statement.setString(2, file.source());
        statement.setString(3, file.key());
        statement.setLong(4, file.version().bytes());
        statement.setLong(5, file.version().modified().toEpochMilli());
        statement.setString(6, file.version().sha256());
        statement.setInt(7, file.partition());
        statement.setLong(8, file.offset());
        statement.executeUpdate();
      }
    }
  }

  private void tick() {
    try {
      flush();
    } catch (RuntimeException e) {
      failure = e; // thrown when the next file is claimed
    }
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
