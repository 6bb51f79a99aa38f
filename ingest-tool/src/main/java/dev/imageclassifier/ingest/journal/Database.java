package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
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
  private static final int PATIENCE_MILLISECONDS = 30_000;

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
    // what is committed is with the operating system: it outlives the process, and readers go on
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(PATIENCE_MILLISECONDS);
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
          "The journal's library cannot be loaded ("
              + ErrorText.reason(e)
              + "): name a folder that may hold programs, as in"
              + " JAVA_OPTS=-Dorg.sqlite.tmpdir=DIRECTORY.",
          e);
    }
  }

  private void prepare() throws SQLException {
    int version = first("PRAGMA user_version", row -> row.getInt(1));
    if (version > VERSION) {
      throw new UserError(
          "The journal "
              + file
              + " was written by a newer version of this program: use that, or name another"
              + " with --journal.");
    }
    if (version < VERSION) {
      write(
          open -> {
            try (Statement statement = open.createStatement()) {
              for (String sql : Schema.STATEMENTS) {
                statement.execute(sql);
              }
              statement.execute("PRAGMA user_version = " + VERSION);
            }
            return null;
          });
    }
  }

  /** Runs work in one transaction, which no other process interleaves. */
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

  /** One statement that changes something; answers how many rows it changed. */
  int update(String sql, Object... arguments) {
    return write(open -> update(open, sql, arguments));
  }

  /** The same, within a transaction that is open. */
  static int update(Connection open, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  /** The first row, or null where there is none. */
  synchronized <T> T first(String sql, Row<T> reader, Object... arguments) {
    try {
      return first(connection, sql, reader, arguments);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** The same, within a transaction that is open. */
  static <T> T first(Connection open, String sql, Row<T> reader, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      bind(statement, arguments);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? reader.read(rows) : null;
      }
    }
  }

  /** Shows every row, none of which is kept. */
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
        "The journal "
            + file
            + " cannot be used ("
            + ErrorText.reason(cause)
            + "): see that its folder is there and writable, or name another with --journal.",
        cause);
  }
}
