package dev.imageclassifier.embedded;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The directory of one broker: formatted when new, recognised when not. */
record DataDirectory(Path path, boolean temporary) {
  static DataDirectory of(Optional<Path> given) {
    try {
      return given.isPresent()
          ? new DataDirectory(Files.createDirectories(given.get().toAbsolutePath()), false)
          : new DataDirectory(Files.createTempDirectory("embedded-kafka-"), true);
    } catch (IOException e) {
      throw unusable(given.map(Path::toString).orElse("for temporary files"), e);
    }
  }

  /** Makes the directory ready for a broker; one that holds data already keeps it. */
  void format() {
    requireUnlocked();
    try {
      new Formatter()
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(knownClusterId().orElseGet(() -> Uuid.randomUuid().toString()))
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setDirectories(List.of(path.toString()))
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) { // Formatter.run() declares just that
      throw unusable(path.toString(), e);
    }
  }

  /** Deletes a temporary directory; leaves a given one alone. */
  void release() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      throw unusable(path.toString(), e);
    }
  }

  private Optional<String> knownClusterId() throws IOException {
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

  // The broker takes this very lock later, but ends the process when it cannot have it.
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
        "The data directory "
            + path
            + " is in use by another broker: stop that one, or choose another directory with"
            + " --data.",
        cause);
  }

  private static UserError unusable(String where, Exception cause) {
    return new UserError(
        "The data directory "
            + where
            + " cannot be used: "
            + ErrorText.reason(ErrorText.rootCause(cause))
            + "; choose another with --data.",
        cause);
  }
}
