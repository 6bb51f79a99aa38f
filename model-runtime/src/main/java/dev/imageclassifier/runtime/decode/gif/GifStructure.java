package dev.imageclassifier.runtime.decode.gif;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;

/** The blocks of a GIF file up to the data of its first frame (GIF89a specification). */
final class GifStructure {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  /** Size of the logical screen, enlarged if the first frame is larger. */
  int width;

  int height;
  int left;
  int top;
  int frameWidth;
  int frameHeight;
  boolean interlaced;

  /** Position and number of entries of the frame's palette; 0 if there is none. */
  int paletteAt;

  int paletteEntries;

  /** Index of the transparent colour, or −1. */
  int transparentIndex = -1;

  /** Position of the LZW code size, which the data blocks follow. */
  int dataAt;

  long metadataBytes;

  /** Number of frames up to the first damaged block. */
  int frames;

  private GifStructure() {}

  /** Parses the blocks up to the first frame and counts the other frames. */
  static GifStructure parse(byte[] file) throws ImageFormatException {
    GifStructure structure = new GifStructure();
    structure.width = Bytes.u16le(file, 6);
    structure.height = Bytes.u16le(file, 8);
    int flags = Bytes.u8(file, 10);
    int at = 13 + structure.readPalette(flags, 13);
    while (true) {
      int introducer = Bytes.u8(file, at);
      if (introducer == IMAGE) {
        structure.readFrame(file, at);
        structure.frames = 1 + countFrames(file, structure.dataAt + 1);
        return structure;
      }
      if (introducer == TRAILER) {
        throw ImageFormatException.corrupt("GIF ends at byte %d without a frame".formatted(at));
      }
      if (introducer == EXTENSION) {
        at = structure.readExtension(file, at);
      } else {
        // like Pillow and browsers, skip unknown bytes between blocks
        at++;
      }
    }
  }

  /** Counts the frames after the first one, up to the first damaged block. */
  private static int countFrames(byte[] file, int from) {
    int count = 0;
    int at = skipBlocks(file, from);
    while (at >= 0 && at < file.length && file[at] != TRAILER) {
      if (file[at] == EXTENSION) {
        at = skipBlocks(file, at + 2);
      } else if (file[at] == IMAGE && at + 9 < file.length) {
        count++;
        int flags = file[at + 9];
        at = skipBlocks(file, at + 11 + ((flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7))));
      } else {
        at++;
      }
    }
    return count;
  }

  /** Returns the position after a sequence of data blocks. */
  private static int skipBlocks(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != 0) {
      at += 1 + (file[at] & 0xff);
    }
    return at + 1;
  }

  private int readExtension(byte[] file, int at) throws ImageFormatException {
    if (Bytes.u8(file, at + 1L) == GRAPHIC_CONTROL
        && Bytes.u8(file, at + 2L) >= 4
        && (Bytes.u8(file, at + 3L) & 1) != 0) {
      transparentIndex = Bytes.u8(file, at + 6L);
    }
    int next = at + 2;
    int size = Bytes.u8(file, next);
    while (size > 0) {
      metadataBytes += size;
      next += 1 + size;
      size = Bytes.u8(file, next);
    }
    return next + 1;
  }

  private void readFrame(byte[] file, int at) throws ImageFormatException {
    left = Bytes.u16le(file, at + 1L);
    top = Bytes.u16le(file, at + 3L);
    frameWidth = Bytes.u16le(file, at + 5L);
    frameHeight = Bytes.u16le(file, at + 7L);
    int flags = Bytes.u8(file, at + 9L);
    interlaced = (flags & 0x40) != 0;
    dataAt = at + 10 + readPalette(flags, at + 10);
    width = Math.max(width, left + frameWidth);
    height = Math.max(height, top + frameHeight);
    if (frameWidth == 0 || frameHeight == 0) {
      throw ImageFormatException.corrupt(
          "Invalid size %dx%d of the first GIF frame".formatted(frameWidth, frameHeight));
    }
  }

  /** Records the palette if the flags announce one. Returns its length in bytes. */
  private int readPalette(int flags, int at) {
    if ((flags & 0x80) == 0) {
      return 0;
    }
    paletteAt = at;
    paletteEntries = 2 << (flags & 7);
    return 3 * paletteEntries;
  }
}
