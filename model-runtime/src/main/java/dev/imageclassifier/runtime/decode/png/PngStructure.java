package dev.imageclassifier.runtime.decode.png;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The header and the chunks of a PNG file (W3C PNG, third edition, chapter 5). */
final class PngStructure {
  static final int GRAY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GRAY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  private static final int SIGNATURE_LENGTH = 8;
  private static final int HEADER_LENGTH = 13;

  /** Bytes of a chunk without its data: length, type, checksum. */
  private static final int CHUNK_OVERHEAD = 12;

  /** Valid depths of each colour type: bit n of an entry is set if n bits per sample are valid. */
  private static final int[] DEPTHS = {0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};

  long width;
  long height;
  int depth;
  int colorType;
  boolean interlaced;

  /** Position of the palette; 0 if there is none. */
  int paletteAt;

  int paletteEntries;
  private long metadataBytes;
  private long profileBytes;

  /** Number of animation frames; 1 if there is no animation. */
  int frames = 1;

  private int orientation = ExifOrientation.UPRIGHT;

  /** Position and length of each IDAT chunk; the first {@code dataLength} elements are used. */
  int[] data = new int[32];

  int dataLength;

  private int frameControls;

  private PngStructure() {}

  /** Parses the chunks. Records truncation and wrong checksums as damage. */
  static PngStructure parse(byte[] file, Damage damage) throws ImageFormatException {
    PngStructure structure = new PngStructure();
    CRC32 crc = new CRC32();
    long at = SIGNATURE_LENGTH;
    while (true) {
      if (at + CHUNK_OVERHEAD > file.length) {
        damage.truncated("PNG has no end chunk after %d bytes".formatted(file.length));
        break;
      }
      long length = Bytes.u32be(file, at);
      if (at + CHUNK_OVERHEAD + length > file.length) {
        damage.truncated(
            "PNG chunk of %d bytes at byte %d is beyond the end of the file (%d bytes)"
                .formatted(length, at, file.length));
        length = file.length - at - CHUNK_OVERHEAD + 4;
      } else {
        crc.reset();
        crc.update(file, (int) at + 4, (int) length + 4);
        if (crc.getValue() != Bytes.u32be(file, at + 8 + length)) {
          damage.corrupt("Wrong checksum of the PNG chunk at byte %d".formatted(at));
        }
      }
      if (Bytes.has(file, at + 4, "IEND")) {
        break;
      }
      structure.readChunk(file, (int) at + 4, (int) length);
      at += CHUNK_OVERHEAD + length;
    }
    if (structure.depth == 0) {
      throw ImageFormatException.corrupt("PNG has no header chunk");
    }
    if (structure.dataLength == 0) {
      throw ImageFormatException.truncated(
          "PNG has no data chunk in %d bytes".formatted(file.length));
    }
    return structure;
  }

  /** Number of stored samples per pixel. */
  int channels() {
    return switch (colorType) {
      case RGB -> 3;
      case GRAY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  ImageHeader.Metadata metadata() {
    return new ImageHeader.Metadata(metadataBytes, profileBytes, orientation);
  }

  private void readChunk(byte[] file, int typeAt, int length) throws ImageFormatException {
    int from = typeAt + 4;
    if (Bytes.has(file, typeAt, "IHDR")) {
      if (length < HEADER_LENGTH) {
        throw ImageFormatException.corrupt(
            "PNG header chunk has %d bytes instead of 13".formatted(length));
      }
      if (depth == 0) {
        readHeader(file, from);
      }
    } else if (depth == 0) {
      throw ImageFormatException.corrupt("PNG does not begin with a header chunk");
    } else if (Bytes.has(file, typeAt, "IDAT")) {
      addData(from, length);
    } else if (Bytes.has(file, typeAt, "PLTE")) {
      paletteAt = from;
      paletteEntries = Math.min(length / 3, 256);
    } else if (Bytes.has(file, typeAt, "fcTL")) {
      frames = Math.max(1, ++frameControls);
    } else if (Bytes.has(file, typeAt, "iCCP")) {
      profileBytes += length;
    } else if (!Bytes.has(file, typeAt, "fdAT")) {
      metadataBytes += length;
      if (Bytes.has(file, typeAt, "eXIf")) {
        orientation = ExifOrientation.of(file, from, from + length);
      }
    }
  }

  private void addData(int from, int length) {
    if (dataLength == data.length) {
      data = Arrays.copyOf(data, 2 * dataLength);
    }
    data[dataLength++] = from;
    data[dataLength++] = length;
  }

  private void readHeader(byte[] file, int from) throws ImageFormatException {
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
      throw ImageFormatException.corrupt(
          ("Invalid PNG header: depth %d, color type %d, compression %d, filter %d,"
                  + " interlace %d")
              .formatted(depth, colorType, compression, filter, interlace));
    }
    interlaced = interlace == 1;
  }
}
