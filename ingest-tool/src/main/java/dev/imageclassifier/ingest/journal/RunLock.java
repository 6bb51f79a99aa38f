package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Keeps two processes from publishing one run: each would send what the other has in flight. The
 * operating system gives the lock back when a process dies. One file for all runs; each locks a
 * byte of it.
 */
final class RunLock implements AutoCloseable {
  static final RunLock NONE = new RunLock(null);

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock take(Path journal, String run) {
    CRC32 place = new CRC32();
    place.update(run.getBytes(StandardCharsets.UTF_8));
    Path file = journal.resolveSibling(journal.getFileName() + "-locks");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock(place.getValue(), 1, false);
        if (lock != null) {
          return new RunLock(channel);
        }
      } catch (OverlappingFileLockException e) {
        // told below
      }
      channel.close();
    } catch (IOException e) {
      throw new UserError(
          "The journal's lock file " + file + " cannot be used (" + ErrorText.reason(e) + ").", e);
    }
    throw new UserError(
        "Another process is publishing the run '"
            + run
            + "': wait for its end, or look at it with 'ingest status'.");
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // the process's end gives it back
    }
  }
}
