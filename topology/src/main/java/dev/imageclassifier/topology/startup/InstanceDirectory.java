package dev.imageclassifier.topology.startup;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A directory that only this instance uses: the first of {@code instance-0}, {@code instance-1}, …
 * that no other process has locked. An instance that restarts after a crash gets the same directory
 * if the number of instances is the same.
 */
public final class InstanceDirectory implements AutoCloseable {
  private static final int MAX_INSTANCES = 1_000;

  /** Bytes that one thread writes. */
  private static final int BYTES_PER_THREAD = 64 * 1024;

  private final Path directory;
  private final FileChannel channel;

  private InstanceDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Locks a directory in {@code parent}, which is created if necessary.
   *
   * @throws UncheckedIOException when the directory cannot be written
   */
  public static InstanceDirectory lock(Path parent) {
    try {
      for (int i = 0; i < MAX_INSTANCES; i++) {
        Path directory = Files.createDirectories(parent.resolve("instance-" + i));
        FileChannel channel =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel)) {
          return new InstanceDirectory(directory, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(notWritable(parent, e), e);
    }
    throw new IllegalStateException(
        "All %d instance directories in %s are in use.".formatted(MAX_INSTANCES, parent));
  }

  /** The problem that would make {@link #lock} fail. Writes and deletes a temporary file. */
  static Optional<String> problem(Path parent) {
    Path existing = parent.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      Path attempt = Files.createTempFile(existing, "check", ".tmp");
      try {
        Files.write(attempt, new byte[BYTES_PER_THREAD]);
      } finally {
        Files.delete(attempt);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(notWritable(parent, e));
    }
  }

  private static String notWritable(Path directory, IOException failure) {
    return ("Cannot write to the state directory %s (%s): free disk space, grant this user write"
            + " permission, or choose another with --state-dir.")
        .formatted(directory, ErrorText.reason(failure));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another pipeline in this process
    }
  }

  /** The unique id of this instance. It is created once and stored in the directory. */
  public String id() {
    Path file = directory.resolve("id");
    try {
      if (!Files.exists(file)) {
        Path temporary = directory.resolve("id.new");
        Files.writeString(temporary, UUID.randomUUID().toString());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot use %s (%s): choose another directory with --state-dir."
              .formatted(file, ErrorText.reason(e)),
          e);
    }
  }

  /** The directory. */
  public Path path() {
    return directory;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
