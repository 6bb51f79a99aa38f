package dev.imageclassifier.ingest.journal;

import java.util.List;

/** The journal's tables. */
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            topic TEXT NOT NULL,
            topic_id TEXT NOT NULL,     -- differs after the topic was recreated
            plan TEXT NOT NULL,         -- JSON of the selected files and the record settings
            started INTEGER NOT NULL,   -- milliseconds since 1970
            active INTEGER NOT NULL,    -- time of the last write
            complete INTEGER NOT NULL   -- 1 after every file was processed
          )""",
          """
          CREATE TABLE file (
            number INTEGER PRIMARY KEY, -- order of publishing
            run INTEGER NOT NULL,
            source TEXT NOT NULL,       -- absolute path; entries of archives follow '!/'
            key TEXT,
            bytes INTEGER,
            modified INTEGER,           -- milliseconds since 1970
            sha256 TEXT,
            partition INTEGER,          -- null until acknowledged
            offset INTEGER,
            failure TEXT,               -- cause, if not published
            UNIQUE (source, run)
          )""",
          "CREATE INDEX file_position ON file (run, partition, offset)",
          "CREATE INDEX file_key ON file (run, key)",
          """
          CREATE TABLE outcome (
            run INTEGER NOT NULL,
            partition INTEGER NOT NULL, -- position of the image's record
            offset INTEGER NOT NULL,
            key TEXT,
            label TEXT,                 -- null for a dead letter
            score REAL,
            result TEXT,                -- JSON as it was read
            reason TEXT,                -- null for a labelled image
            stage TEXT,
            detail TEXT,
            redriven INTEGER NOT NULL,
            PRIMARY KEY (run, partition, offset)
          ) WITHOUT ROWID""",
          """
          CREATE TABLE position (       -- next record to read, per run and topic
            run INTEGER NOT NULL,
            topic TEXT NOT NULL,
            partition INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            PRIMARY KEY (run, topic, partition)
          ) WITHOUT ROWID""",
          """
          CREATE TABLE redrive (        -- redriven dead letters
            topic_id TEXT NOT NULL,
            partition INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            target TEXT NOT NULL,
            started INTEGER NOT NULL,   -- milliseconds since 1970
            committed INTEGER NOT NULL, -- 0 while the transaction's end is unknown
            PRIMARY KEY (topic_id, partition, offset)
          ) WITHOUT ROWID""");

  private Schema() {}
}
