package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** One connection to the journal's file. Thread-safe: one statement or transaction at a time. */
final class Database implements AutoCloseable {
  private static final int VERSION = 1;
  private static final int BUSY_TIMEOUT_MILLISECONDS = 30_000;

  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Path file;
  private final Connection connection;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  static Database open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    // a committed transaction survives a crash of the process, and readers are not blocked
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLISECONDS);
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Database database =
          new Database(
              file, DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties()));
      database.prepare();
      return database;
    } catch (IOException | SQLException e) {
      throw unusable(file, e);
    } catch (LinkageError e) {
      throw new UserError(
          """
          Cannot load the SQLite library (%s): choose a directory that allows execution with \
          JAVA_OPTS=-Dorg.sqlite.tmpdir=DIRECTORY."""
              .formatted(ErrorText.reason(e)),
          e);
    }
  }

  private void prepare() throws SQLException {
    int version = first("PRAGMA user_version", row -> row.getInt(1));
    if (version > VERSION) {
      throw new UserError(
          """
          The journal %s was written by a newer version: use that version, or choose another \
          journal with --journal."""
              .formatted(file));
    }
    if (version < VERSION) {
      write(
          transaction -> {
            try (Statement statement = transaction.createStatement()) {
              for (String sql : Schema.STATEMENTS) {
                statement.execute(sql);
              }
              statement.execute("PRAGMA user_version = " + VERSION);
            }
            return null;
          });
    }
  }

  /** Runs the work in one exclusive transaction. */
  synchronized <T> T write(Work<T> work) {
    try {
      execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.with(connection);
        execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          execute("ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** Runs one statement in its own transaction; returns the number of changed rows. */
  int update(String sql, Object... arguments) {
    return write(transaction -> update(transaction, sql, arguments));
  }

  /** Runs one statement in an open transaction; returns the number of changed rows. */
  static int update(Connection connection, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  /** Returns the first row, or null if there is none. */
  synchronized <T> T first(String sql, Row<T> reader, Object... arguments) {
    try {
      return first(connection, sql, reader, arguments);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** Returns the first row in an open transaction, or null if there is none. */
  static <T> T first(Connection connection, String sql, Row<T> reader, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? reader.read(rows) : null;
      }
    }
  }

  /** Passes each row to the reader. */
  synchronized void each(String sql, Row<?> reader, Object... arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }

  private static UserError unusable(Path file, Exception cause) {
    return new UserError(
        """
        Cannot use the journal %s (%s): check that its directory exists and is writable, or \
        choose another journal with --journal."""
            .formatted(file, ErrorText.reason(cause)),
        cause);
  }
}
