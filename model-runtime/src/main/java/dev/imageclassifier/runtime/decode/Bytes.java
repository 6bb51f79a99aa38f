package dev.imageclassifier.runtime.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers out of a file's bytes; reading past the end is a {@link BrokenPicture}. */
final class Bytes {
  private Bytes() {}

  static int u8(byte[] file, long at) throws BrokenPicture {
    require(file, at, 1);
    return file[(int) at] & 0xff;
  }

  static int u16be(byte[] file, long at) throws BrokenPicture {
    require(file, at, 2);
    int i = (int) at;
    return (file[i] & 0xff) << 8 | (file[i + 1] & 0xff);
  }

  static int u16le(byte[] file, long at) throws BrokenPicture {
    return Short.toUnsignedInt(Short.reverseBytes((short) u16be(file, at)));
  }

  static int u24le(byte[] file, long at) throws BrokenPicture {
    return u16le(file, at) | u8(file, at + 2) << 16;
  }

  static long u32be(byte[] file, long at) throws BrokenPicture {
    return (long) u16be(file, at) << 16 | u16be(file, at + 2);
  }

  static long u32le(byte[] file, long at) throws BrokenPicture {
    return (long) u16le(file, at + 2) << 16 | u16le(file, at);
  }

  /** Whether the file has this ASCII text at this place. */
  static boolean has(byte[] file, long at, String ascii) {
    byte[] text = ascii.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + text.length <= file.length
        && Arrays.equals(file, (int) at, (int) at + text.length, text, 0, text.length);
  }

  private static void require(byte[] file, long at, int count) throws BrokenPicture {
    if (at < 0 || at + count > file.length) {
      throw BrokenPicture.truncated(
          "the header goes on at byte " + at + ", but the file ends after " + file.length);
    }
  }
}
