package dev.imageclassifier.runtime.decode.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads integers from a file's bytes. Reading past the end throws an {@link ImageFormatException}
 * with the reason {@code TRUNCATED}.
 */
public final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Bytes() {}

  /** An unsigned byte. */
  public static int u8(byte[] file, long at) throws ImageFormatException {
    require(file, at, 1);
    return file[(int) at] & 0xff;
  }

  /** Two bytes, unsigned, big-endian. */
  public static int u16be(byte[] file, long at) throws ImageFormatException {
    require(file, at, 2);
    int i = (int) at;
    return (file[i] & 0xff) << 8 | (file[i + 1] & 0xff);
  }

  /** Two bytes, unsigned, little-endian. */
  public static int u16le(byte[] file, long at) throws ImageFormatException {
    return Short.toUnsignedInt(Short.reverseBytes((short) u16be(file, at)));
  }

  /** Three bytes, unsigned, little-endian. */
  public static int u24le(byte[] file, long at) throws ImageFormatException {
    return u16le(file, at) | u8(file, at + 2) << 16;
  }

  /** Four bytes, unsigned, big-endian. */
  public static long u32be(byte[] file, long at) throws ImageFormatException {
    return (long) u16be(file, at) << 16 | u16be(file, at + 2);
  }

  /** Four bytes, unsigned, little-endian. */
  public static long u32le(byte[] file, long at) throws ImageFormatException {
    return (long) u16le(file, at + 2) << 16 | u16le(file, at);
  }

  /** Two bytes, unsigned, in the given byte order. */
  public static int u16(byte[] file, long at, boolean littleEndian) throws ImageFormatException {
    return littleEndian ? u16le(file, at) : u16be(file, at);
  }

  /** Four bytes, unsigned, in the given byte order. */
  public static long u32(byte[] file, long at, boolean littleEndian) throws ImageFormatException {
    return littleEndian ? u32le(file, at) : u32be(file, at);
  }

  /** Whether the file contains this Latin-1 text at this position. */
  public static boolean has(byte[] file, long at, String latin1) {
    byte[] text = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + text.length <= file.length
        && Arrays.equals(file, (int) at, (int) at + text.length, text, 0, text.length);
  }

  private static void require(byte[] file, long at, int count) throws ImageFormatException {
    if (at < 0 || at + count > file.length) {
      throw ImageFormatException.truncated(
          "Header field at byte %d is beyond the end of the file (%d bytes)"
              .formatted(at, file.length));
    }
  }

  /**
   * Position of the first 0xff at or after {@code from}, or the length if there is none. Compares
   * eight bytes at a time, because 0xff is rare in the compressed data of a JPEG.
   */
  public static int next0xff(byte[] bytes, int from) {
    int at = from;
    while (at + Long.BYTES <= bytes.length && !any0xff((long) LONGS.get(bytes, at))) {
      at += Long.BYTES;
    }
    while (at < bytes.length && bytes[at] != (byte) 0xff) {
      at++;
    }
    return at;
  }

  /** A byte is 0xff if its complement is 0 (Warren, Hacker's Delight, section 6-1). */
  private static boolean any0xff(long eight) {
    long complement = ~eight;
    return ((complement - 0x0101010101010101L) & ~complement & 0x8080808080808080L) != 0;
  }
}
