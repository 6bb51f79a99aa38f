package dev.imageclassifier.ingest.shrink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG says about its pixels: how the camera was held (Exif), and what the colours mean (ICC
 * profile). Taken out before decoding, so that no decoder applies either, and put back behind it.
 */
final class JpegSegments {
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  /**
   * Takes a file apart.
   *
   * @throws IndexOutOfBoundsException when it ends too early
   */
  JpegSegments(byte[] file) {
    int at = 2;
    rest.write(file, 0, at);
    while ((file[at] & 0xff) == 0xff && marker(file, at) != START_OF_SCAN) {
      int length = 2 + length(file, at);
      int marker = marker(file, at);
      if ((marker == APP1 && begins(file, at + 4, EXIF))
          || (marker == APP2 && begins(file, at + 4, PROFILE))) {
        kept.write(file, at, length);
      } else if (marker != APP1 && marker != APP2) {
        rest.write(file, at, length);
      }
      at += length;
    }
    rest.write(file, at, file.length - at);
  }

  /** The file without them. */
  byte[] rest() {
    return rest.toByteArray();
  }

  /** This file with them, behind its JFIF segment where it has one. */
  byte[] into(byte[] file) {
    int head = marker(file, 2) == APP0 ? 4 + length(file, 2) : 2;
    ByteArrayOutputStream whole = new ByteArrayOutputStream(file.length + kept.size());
    whole.write(file, 0, head);
    whole.writeBytes(kept.toByteArray());
    whole.write(file, head, file.length - head);
    return whole.toByteArray();
  }

  private static int marker(byte[] file, int at) {
    return file[at + 1] & 0xff;
  }

  private static int length(byte[] file, int at) {
    return ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
  }

  private static boolean begins(byte[] file, int from, byte[] what) {
    for (int i = 0; i < what.length; i++) {
      if (file[from + i] != what[i]) {
        return false;
      }
    }
    return true;
  }
}
