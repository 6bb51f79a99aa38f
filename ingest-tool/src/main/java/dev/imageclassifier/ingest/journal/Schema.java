package dev.imageclassifier.ingest.journal;

import java.util.List;

/** The journal's tables; {@code sqlite3} can look into them. */
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            topic TEXT NOT NULL,
            topic_id TEXT NOT NULL,     -- a topic that was made again has another
            plan TEXT NOT NULL,         -- JSON: which files, and how to send them
            started INTEGER NOT NULL,   -- milliseconds since 1970
            active INTEGER NOT NULL,    -- when something was last written
            complete INTEGER NOT NULL   -- 1 when every file has had its turn
          )""",
          """
          CREATE TABLE file (
            number INTEGER PRIMARY KEY, -- rises in the order of sending
            run INTEGER NOT NULL,
            source TEXT NOT NULL,       -- absolute path; in archives, entry behind '!/'
            key TEXT,
            bytes INTEGER,
            modified INTEGER,           -- milliseconds since 1970
            sha256 TEXT,
            partition INTEGER,          -- null until acknowledged
            offset INTEGER,
            failure TEXT,               -- why it was not published
            UNIQUE (source, run)
          )""",
          "CREATE INDEX file_place ON file (run, partition, offset)",
          "CREATE INDEX file_key ON file (run, key)",
          """
          CREATE TABLE outcome (
            run INTEGER NOT NULL,
            partition INTEGER NOT NULL, -- place of the image, not of its outcome
            offset INTEGER NOT NULL,
            key TEXT,
            label TEXT,                 -- null for a dead letter
            score REAL,
            result TEXT,                -- JSON as it was read
            reason TEXT,                -- null for a label
            stage TEXT,
            detail TEXT,
            redriven INTEGER NOT NULL,
            PRIMARY KEY (run, partition, offset)
          ) WITHOUT ROWID""",
          """
          CREATE TABLE position (       -- up to where the outcomes of a run were read
            run INTEGER NOT NULL,
            topic TEXT NOT NULL,
            partition INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            PRIMARY KEY (run, topic, partition)
          ) WITHOUT ROWID""",
          """
          CREATE TABLE redrive (        -- dead letters that were sent again
            topic_id TEXT NOT NULL,
            partition INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            target TEXT NOT NULL,
            since INTEGER NOT NULL,     -- milliseconds since 1970
            done INTEGER NOT NULL,      -- 0: a transaction is open or its end was not seen
            PRIMARY KEY (topic_id, partition, offset)
          ) WITHOUT ROWID""");

  private Schema() {}
}
