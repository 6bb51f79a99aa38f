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
 * A directory that this instance has to itself: the first of {@code instance-0}, {@code
 * instance-1}, … that no living process holds. An instance that is started again after a crash
 * finds the one it had, as long as as many run as before.
 */
public final class InstanceDirectory implements AutoCloseable {
  private static final int MOST_INSTANCES = 1_000;

  /** What one thread writes, in bytes. */
  private static final int NEEDED = 64 * 1024;

  private final Path directory;
  private final FileChannel channel;

  private InstanceDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  public static InstanceDirectory take(Path parent) {
    try {
      for (int i = 0; i < MOST_INSTANCES; i++) {
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
      throw new UncheckedIOException(notWritten(parent, e), e);
    }
    throw new IllegalStateException(
        "All " + MOST_INSTANCES + " instance directories in " + parent + " are in use.");
  }

  /** Why {@link #take} would fail, as the attempt shows; leaves nothing behind. */
  static Optional<String> problem(Path parent) {
    Path there = parent.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      Path attempt = Files.createTempFile(there, "check", ".tmp");
      try {
        Files.write(attempt, new byte[NEEDED]);
      } finally {
        Files.delete(attempt);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(notWritten(parent, e));
    }
  }

  private static String notWritten(Path directory, IOException why) {
    return "The state directory "
        + directory
        + " cannot be written ("
        + ErrorText.reason(why)
        + "): make room, let this user write there, or choose another by --state-dir.";
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another pipeline in this process
    }
  }

  /** A name of this instance that no other has; made once and kept in the directory. */
  public String id() {
    Path file = directory.resolve("id");
    try {
      if (!Files.exists(file)) {
        Path fresh = directory.resolve("id.new");
        Files.writeString(fresh, UUID.randomUUID().toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be used (" + ErrorText.reason(e) + "): choose another by --state-dir.",
          e);
    }
  }

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
