package dev.imageclassifier.runtime.decode;

/** The blocks of a GIF file up to its first frame's data (GIF89a specification). */
final class GifLayout {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  /** The screen, enlarged where the frame sticks out of it. */
  int width;

  int height;
  int left;
  int top;
  int frameWidth;
  int frameHeight;
  boolean interlaced;

  /** Where the palette in force begins, and its entries; 0 where there is none. */
  int paletteAt;

  int paletteEntries;

  /** Index of the transparent colour, or −1. */
  int transparent = -1;

  /** Where the LZW code size stands, with the data blocks behind it. */
  int dataAt;

  long metadataBytes;

  /** Frames, as far as the blocks can be followed. */
  int frames;

  private GifLayout() {}

  /** Walks the blocks up to the first frame. */
  static GifLayout of(byte[] file) throws BrokenPicture {
    GifLayout layout = new GifLayout();
    layout.width = Bytes.u16le(file, 6);
    layout.height = Bytes.u16le(file, 8);
    int flags = Bytes.u8(file, 10);
    int at = 13 + layout.palette(flags, 13);
    while (true) {
      int introducer = Bytes.u8(file, at);
      if (introducer == IMAGE) {
        layout.frame(file, at);
        layout.frames = 1 + others(file, layout.dataAt + 1);
        return layout;
      }
      if (introducer == TRAILER) {
        throw BrokenPicture.corrupt("the GIF ends at byte " + at + " without any frame");
      }
      if (introducer == EXTENSION) {
        at = layout.extension(file, at);
      } else {
        // Pillow and browsers pass over stray bytes between blocks
        at++;
      }
    }
  }

  /** Counts the frames behind the first; where the blocks break off the count is over. */
  private static int others(byte[] file, int from) {
    int count = 0;
    int at = blocks(file, from);
    while (at >= 0 && at < file.length && file[at] != TRAILER) {
      if (file[at] == EXTENSION) {
        at = blocks(file, at + 2);
      } else if (file[at] == IMAGE && at + 9 < file.length) {
        count++;
        int flags = file[at + 9];
        at = blocks(file, at + 11 + ((flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7))));
      } else {
        at++;
      }
    }
    return count;
  }

  /** The position behind a row of data blocks. */
  private static int blocks(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != 0) {
      at += 1 + (file[at] & 0xff);
    }
    return at + 1;
  }

  private int extension(byte[] file, int at) throws BrokenPicture {
    if (Bytes.u8(file, at + 1L) == GRAPHIC_CONTROL
        && Bytes.u8(file, at + 2L) >= 4
        && (Bytes.u8(file, at + 3L) & 1) != 0) {
      transparent = Bytes.u8(file, at + 6L);
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

  private void frame(byte[] file, int at) throws BrokenPicture {
    left = Bytes.u16le(file, at + 1L);
    top = Bytes.u16le(file, at + 3L);
    frameWidth = Bytes.u16le(file, at + 5L);
    frameHeight = Bytes.u16le(file, at + 7L);
    int flags = Bytes.u8(file, at + 9L);
    interlaced = (flags & 0x40) != 0;
    dataAt = at + 10 + palette(flags, at + 10);
    width = Math.max(width, left + frameWidth);
    height = Math.max(height, top + frameHeight);
    if (frameWidth == 0 || frameHeight == 0) {
      throw BrokenPicture.corrupt(
          "the GIF's first frame states " + frameWidth + "x" + frameHeight + " pixels");
    }
  }

  /** Notes a palette, if the flags say there is one; the bytes it takes. */
  private int palette(int flags, int at) {
    if ((flags & 0x80) == 0) {
      return 0;
    }
    paletteAt = at;
    paletteEntries = 2 << (flags & 7);
    return 3 * paletteEntries;
  }
}
