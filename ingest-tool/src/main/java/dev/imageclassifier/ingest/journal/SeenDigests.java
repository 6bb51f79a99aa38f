package dev.imageclassifier.ingest.journal;

/** A set of digests, stored on disk. Thread-safe. */
public final class SeenDigests {
  private final Database database;

  SeenDigests(Database database) {
    this.database = database;
    database.update("CREATE TEMP TABLE IF NOT EXISTS seen (sha256 TEXT PRIMARY KEY) WITHOUT ROWID");
    database.update("DELETE FROM seen");
  }

  /** Adds a digest; returns false if the set already contains it. */
  public boolean add(String sha256) {
    return database.update("INSERT OR IGNORE INTO seen VALUES (?)", sha256) == 1;
  }
}
