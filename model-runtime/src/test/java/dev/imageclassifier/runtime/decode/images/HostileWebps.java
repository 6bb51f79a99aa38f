package dev.imageclassifier.runtime.decode.images;

import java.io.ByteArrayOutputStream;

/** Lossless WebP files (RFC 9649) whose prefix codes need more memory than the pixels. */
public final class HostileWebps {
  private static final int[] LENGTH_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pending;
  private int count;

  private HostileWebps() {}

  /** A black square whose blocks of 4x4 pixels use this many groups in turn. */
  public static byte[] ofGroups(int side, int groups) {
    HostileWebps out = new HostileWebps();
    out.put(0x2f, 8).put(side - 1, 14).put(side - 1, 14).put(0, 4);
    // no transform, no colour cache, prefix code groups for blocks of 4x4
    out.put(0, 2).put(1, 1).put(0, 3);
    // the entropy image: no cache, green and red of eight bits
    out.put(0, 1).eightBits(24).eightBits(0).only().only().only();
    int blocks = (side + 3) / 4;
    for (int i = 0; i < blocks * blocks; i++) {
      out.code(i % groups & 0xff).code(i % groups >> 8);
    }
    for (int i = 0; i < 5 * groups; i++) {
      out.only();
    }
    out.put(0, 16);
    return EncodedImages.join(
        EncodedImages.ascii("RIFF"),
        little(out.bytes.size() + 12),
        EncodedImages.ascii("WEBPVP8L"),
        little(out.bytes.size()),
        out.bytes.toByteArray());
  }

  private HostileWebps put(int value, int bits) {
    for (int i = 0; i < bits; i++) {
      pending |= (value >> i & 1) << count++;
      if (count == 8) {
        bytes.write(pending);
        pending = 0;
        count = 0;
      }
    }
    return this;
  }

  /** A prefix code with 256 symbols of eight bits and further unused symbols. */
  private HostileWebps eightBits(int further) {
    put(0, 1).put(LENGTH_ORDER.length - 4, 4);
    for (int length : LENGTH_ORDER) {
      put(length == 8 || length == 0 ? 1 : 0, 3);
    }
    put(0, 1).put(-1, 32);
    for (int i = 32; i < 256; i += 32) {
      put(-1, 32);
    }
    return put(0, further);
  }

  /** A prefix code of the symbol 0 only. */
  private HostileWebps only() {
    return put(0b0001, 4);
  }

  private HostileWebps code(int symbol) {
    return put(Integer.reverse(symbol) >>> 24, 8);
  }

  private static byte[] little(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }
}
