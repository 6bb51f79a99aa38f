package dev.imageclassifier.runtime.decode;

import java.util.Arrays;
import java.util.zip.CRC32;

/** The chunks of a PNG file that matter for its pixels (W3C PNG, third edition, chapter 5). */
final class PngLayout {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  private static final int SIGNATURE_LENGTH = 8;
  private static final int HEADER_LENGTH = 13;

  /** Bytes around a chunk's data: length, type, checksum. */
  private static final int CHUNK_FRAME = 12;

  /** Depths that each colour type may have: bit n of the entry stands for n bits a sample. */
  private static final int[] DEPTHS = {0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};

  long width;
  long height;
  int depth;
  int colorType;
  boolean interlaced;

  /** Where the palette's entries begin; 0 where there is none. */
  int paletteAt;

  int paletteEntries;
  long metadataBytes;
  long profileBytes;

  /** Frames of an animation; 1 where there is none. */
  int frames = 1;

  int orientation = ExifOrientation.UPRIGHT;

  /** Pairs of position and length of the compressed data; {@code parts} numbers are in use. */
  int[] data = new int[32];

  int parts;

  private int controls;

  private PngLayout() {}

  /** Walks the chunks and notes a cut or a wrong checksum. */
  static PngLayout of(byte[] file, Damage damage) throws BrokenPicture {
    PngLayout layout = new PngLayout();
    CRC32 crc = new CRC32();
    long at = SIGNATURE_LENGTH;
    while (true) {
      if (at + CHUNK_FRAME > file.length) {
        damage.truncated("the PNG ends after " + file.length + " bytes without its end chunk");
        break;
      }
      long length = Bytes.u32be(file, at);
      if (at + CHUNK_FRAME + length > file.length) {
        damage.truncated(
            "the PNG chunk at byte "
                + at
                + " needs "
                + length
                + " bytes, but the file ends after "
                + file.length);
        length = file.length - at - CHUNK_FRAME + 4;
      } else {
        crc.reset();
        crc.update(file, (int) at + 4, (int) length + 4);
        if (crc.getValue() != Bytes.u32be(file, at + 8 + length)) {
          damage.corrupt("the checksum of the PNG chunk at byte " + at + " is wrong");
        }
      }
      if (Bytes.has(file, at + 4, "IEND")) {
        break;
      }
      layout.chunk(file, (int) at + 4, (int) length);
      at += CHUNK_FRAME + length;
    }
    if (layout.depth == 0) {
      throw BrokenPicture.corrupt("the PNG has no header chunk");
    }
    if (layout.parts == 0) {
      throw BrokenPicture.truncated("the PNG has no data chunk in " + file.length + " bytes");
    }
    return layout;
  }

  /** Samples of a pixel as stored. */
  int channels() {
    return switch (colorType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  private void chunk(byte[] file, int typeAt, int length) throws BrokenPicture {
    int from = typeAt + 4;
    if (Bytes.has(file, typeAt, "IHDR")) {
      if (length < HEADER_LENGTH) {
        throw BrokenPicture.corrupt("the PNG header chunk has " + length + " bytes, not 13");
      }
      if (depth == 0) {
        header(file, from);
      }
    } else if (depth == 0) {
      throw BrokenPicture.corrupt("the PNG does not begin with its header chunk");
    } else if (Bytes.has(file, typeAt, "IDAT")) {
      data(from, length);
    } else if (Bytes.has(file, typeAt, "PLTE")) {
      paletteAt = from;
      paletteEntries = Math.min(length / 3, 256);
    } else if (Bytes.has(file, typeAt, "fcTL")) {
      frames = Math.max(1, ++controls);
    } else if (Bytes.has(file, typeAt, "iCCP")) {
      profileBytes += length;
    } else if (!Bytes.has(file, typeAt, "fdAT")) {
      metadataBytes += length;
      if (Bytes.has(file, typeAt, "eXIf")) {
        orientation = ExifOrientation.of(file, from, from + length);
      }
    }
  }

  private void data(int from, int length) {
    if (parts == data.length) {
      data = Arrays.copyOf(data, 2 * parts);
    }
    data[parts++] = from;
    data[parts++] = length;
  }

  private void header(byte[] file, int from) throws BrokenPicture {
    width = Bytes.u32be(file, from);
    height = Bytes.u32be(file, from + 4L);
    depth = Bytes.u8(file, from + 8L);
    colorType = Bytes.u8(file, from + 9L);
    int compression = Bytes.u8(file, from + 10L);
    int filter = Bytes.u8(file, from + 11L);
    int interlace = Bytes.u8(file, from + 12L);
    boolean depthAllowed =
        colorType < DEPTHS.length && depth <= 16 && (DEPTHS[colorType] >> depth & 1) == 1;
    if (!depthAllowed || compression != 0 || filter != 0 || interlace > 1) {
      throw BrokenPicture.corrupt(
          String.format(
              "the PNG header states depth %d, colour type %d, compression %d, filter %d,"
                  + " interlace %d, which no PNG has",
              depth, colorType, compression, filter, interlace));
    }
    interlaced = interlace == 1;
  }
}
