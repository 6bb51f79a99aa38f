package dev.imageclassifier.ingest.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The files of one run. A file is claimed, then published or failed. What was published is written
 * within {@value #DELAY_MILLISECONDS} ms, many files at a time. Thread-safe.
 */
public final class RunJournal implements AutoCloseable {
  private static final long DELAY_MILLISECONDS = 20;
  private static final int MANY = 1_000;
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
  private final RunInfo entry;
  private final RunLock lock;
  private final ScheduledExecutorService clock;
  private final Set<String> inFlight = new HashSet<>();
  private List<PublishedFile> unwritten = new ArrayList<>();
  private volatile RuntimeException failure;

  RunJournal(Database database, RunInfo entry, RunLock lock) {
    this.database = database;
    this.entry = entry;
    this.lock = lock;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "journal");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(
            this::tick, DELAY_MILLISECONDS, DELAY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** The run as it was when it was opened. */
  public RunInfo entry() {
    return entry;
  }

  /** What became of this run's records. */
  public OutcomeStore outcomes() {
    return new OutcomeStore(database, entry.number());
  }

  /** Whether this file is still to be sent; false too while it is in flight. */
  public boolean claim(String source) {
    rethrow();
    synchronized (this) {
      if (!inFlight.add(source)) {
        return false;
      }
    }
    boolean published = isPublished(source);
    if (published) {
      forget(source);
    }
    return !published;
  }

  /** Whether this file is published, or on its way. */
  public boolean knows(String source) {
    synchronized (this) {
      if (inFlight.contains(source)) {
        return true;
      }
    }
    return isPublished(source);
  }

  /** The brokers have acknowledged a claimed file. */
  public void published(PublishedFile file) {
    boolean many;
    synchronized (this) {
      unwritten.add(file);
      many = unwritten.size() >= MANY;
    }
    if (many) {
      flush();
    }
  }

  /** A claimed file is not published, for now. */
  public void failed(String source, String reason) {
    database.update(FAILED, entry.number(), source, reason);
    forget(source);
  }

  /** A claimed file is left out: it need not be sent. */
  public synchronized void forget(String source) {
    inFlight.remove(source);
  }

  /** Where the last acknowledged record lies in each partition that has one. */
  public Map<Integer, Long> lastPlaces() {
    Map<Integer, Long> places = new HashMap<>();
    database.each(
        "SELECT partition, max(offset) FROM file WHERE run = ? AND partition IS NOT NULL"
            + " GROUP BY partition",
        row -> places.put(row.getInt(1), row.getLong(2)),
        entry.number());
    return places;
  }

  /** Every file has had its turn. */
  public void complete() {
    flush();
    database.update("UPDATE run SET complete = 1 WHERE number = ?", entry.number());
  }

  /** Writes what is not written yet. */
  public void flush() {
    rethrow();
    List<PublishedFile> files;
    synchronized (this) {
      files = unwritten;
      unwritten = new ArrayList<>();
    }
    if (!files.isEmpty()) {
      database.write(
          open -> {
            insert(open, files);
            return Database.update(
                open,
                "UPDATE run SET active = ? WHERE number = ?",
                System.currentTimeMillis(),
                entry.number());
          });
      synchronized (this) {
        files.forEach(file -> inFlight.remove(file.source()));
      }
    }
  }

  /** Writes what is left, and lets other processes have the run. */
  @Override
  public void close() {
    clock.shutdown();
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
            entry.number())
        != null;
  }

  private void insert(Connection open, List<PublishedFile> files) throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(PUBLISHED)) {
      for (PublishedFile file : files) {
        statement.setLong(1, entry.number());
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
      failure = e; // thrown where the next file is claimed
    }
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
