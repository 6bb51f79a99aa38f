package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.contract.RecordPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The records in flight of one thread, in a memory-mapped file. A write takes microseconds, and the
 * content survives SIGKILL and SIGSEGV because its memory pages belong to the operating system. A
 * power failure may lose the content.
 *
 * <p>Layout: a 4-byte length, then lines of topic, partition and offset separated by tabs. Writing
 * the records sets the length last. Clearing them resets the length first.
 */
final class InFlightFile {
  private static final int SIZE = 64 * 1024;

  private final MappedByteBuffer map;

  InFlightFile(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Reserves the disk space now: on a full disk, a later write to the map crashes the JVM.
      ByteBuffer zeros = ByteBuffer.allocate(SIZE);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      map = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    }
    clear();
  }

  void write(List<RecordPosition> positions) {
    map.putInt(0, 0);
    ByteBuffer body = map.duplicate().position(Integer.BYTES);
    for (RecordPosition position : positions) {
      byte[] line =
          (position.topic() + "\t" + position.partition() + "\t" + position.offset() + "\n")
              .getBytes(StandardCharsets.UTF_8);
      if (line.length > body.remaining()) {
        break;
      }
      body.put(line);
    }
    map.putInt(0, body.position() - Integer.BYTES);
  }

  void clear() {
    map.putInt(0, 0);
  }

  /** Reads the positions; an empty list if the length is invalid. */
  static List<RecordPosition> read(Path file) throws IOException {
    List<RecordPosition> positions = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(SIZE);
      channel.read(bytes);
      bytes.flip();
      int length = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        return positions;
      }
      String text = StandardCharsets.UTF_8.decode(bytes.limit(Integer.BYTES + length)).toString();
      text.lines().map(CrashCounts::parsePosition).forEach(positions::add);
    }
    return positions;
  }
}
