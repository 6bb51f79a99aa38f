package dev.imageclassifier.ingest.journal;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Prevents two processes from publishing the same run. Each process would send the files that the
 * other has in flight. The operating system releases the lock when the process ends. Each run locks
 * one byte of a common file.
 */
final class RunLock implements AutoCloseable {
  static final RunLock NONE = new RunLock(null);

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock acquire(Path journal, String run) {
    CRC32 position = new CRC32();
    position.update(run.getBytes(StandardCharsets.UTF_8));
    Path file = journal.resolveSibling(journal.getFileName() + "-locks");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock(position.getValue(), 1, false);
        if (lock != null) {
          return new RunLock(channel);
        }
      } catch (OverlappingFileLockException e) {
        // reported below
      }
      channel.close();
    } catch (IOException e) {
      throw new UserError(
          "Cannot use the journal's lock file %s (%s).".formatted(file, ErrorText.reason(e)), e);
    }
    throw new UserError(
        "Another process is publishing the run '%s': wait until it ends, or run 'ingest status %s'."
            .formatted(run, run));
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // the lock is released when the process ends
    }
  }
}
