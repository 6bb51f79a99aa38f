package dev.imageclassifier.runtime.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers out of a file's bytes; reading past the end is a {@link BrokenPicture}. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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

  /**
   * The first 0xff at or after {@code from}, or the length where there is none; eight bytes at a
   * time, because most of a JPEG's data holds none.
   */
  static int next0xff(byte[] bytes, int from) {
    int at = from;
    while (at + Long.BYTES <= bytes.length && !any0xff((long) LONGS.get(bytes, at))) {
      at += Long.BYTES;
    }
    while (at < bytes.length && bytes[at] != (byte) 0xff) {
      at++;
    }
    return at;
  }

  /** A byte is 0xff where its complement is 0 (Warren, Hacker's Delight, section 6-1). */
  private static boolean any0xff(long eight) {
    long complement = ~eight;
    return ((complement - 0x0101010101010101L) & ~complement & 0x8080808080808080L) != 0;
  }
}
