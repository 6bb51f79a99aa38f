package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The data directory of one broker. */
record DataDirectory(Path path, boolean temporary) {
  /** Creates the directory if it is missing; without a path, a temporary directory. */
  static DataDirectory of(Optional<Path> given) {
    try {
      return given.isPresent()
          ? new DataDirectory(Files.createDirectories(given.get().toAbsolutePath()), false)
          : new DataDirectory(Files.createTempDirectory("embedded-kafka-"), true);
    } catch (IOException e) {
      throw unusable(given.map(Path::toString).orElse("for temporary files"), e);
    }
  }

  /** Formats the directory for a broker. Existing data is kept. */
  void format() {
    requireUnlocked();
    try {
      new Formatter()
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(storedClusterId().orElseGet(() -> Uuid.randomUuid().toString()))
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setDirectories(List.of(path.toString()))
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) { // declared by Formatter.run()
      throw unusable(path.toString(), e);
    }
  }

  /** Deletes a temporary directory. */
  void release() {
    if (!temporary) {
      return;
    }
    try {
      new TemporaryDirectory(path).close();
    } catch (UncheckedIOException e) {
      throw unusable(path.toString(), e);
    }
  }

  private Optional<String> storedClusterId() throws IOException {
    Path file = path.resolve("meta.properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return Optional.ofNullable(properties.getProperty("cluster.id"));
  }

  // The broker acquires the same lock later, but exits the JVM when another process holds it.
  private void requireUnlocked() {
    try (FileChannel channel =
            FileChannel.open(
                path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse(null);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(e);
    } catch (IOException e) {
      throw unusable(path.toString(), e);
    }
  }

  private UserError inUse(Throwable cause) {
    return new UserError(
        "The data directory %s is in use by another broker: stop that broker or choose another directory with --data."
            .formatted(path),
        cause);
  }

  private static UserError unusable(String where, Exception cause) {
    return new UserError(
        "Cannot use the data directory %s: %s. Choose another directory with --data."
            .formatted(where, ErrorText.reason(ErrorText.rootCause(cause))),
        cause);
  }
}
