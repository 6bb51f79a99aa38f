package dev.imageclassifier.runtime.decode;

import java.util.Arrays;

/**
 * The first frame of a GIF on its screen. Frames behind it are never looked at. Needs 4 bytes a
 * pixel: RGB, and one index for each pixel of the frame.
 */
final class GifCodec implements Codec {
  private static final int[][] INTERLACED = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
  private static final int[][] WHOLE = {{0, 1}};

  private final GifLzw lzw = new GifLzw();

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    GifLayout layout = GifLayout.of(file);
    return Header.of(layout.width, layout.height)
        .withFrames(layout.frames)
        .withMetadata(layout.metadataBytes, 0, ExifOrientation.UPRIGHT)
        .withCost(4, 0);
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws BrokenPicture {
    GifLayout layout = GifLayout.of(file);
    byte[] colours = colours(file, layout);
    int count = layout.frameWidth * layout.frameHeight;
    byte[] indices = new byte[count];
    int done = lzw.decode(file, layout.dataAt, indices, count);
    if (done == 0) {
      throw BrokenPicture.truncated("the GIF's first frame ends before its first pixel");
    }
    if (done < count) {
      damage.truncated(
          "the GIF's first frame ends after "
              + done
              + " of "
              + count
              + " pixels at about byte "
              + lzw.position());
    }
    byte[] rgb = pixels.reserve(layout.width, layout.height, 3);
    if (layout.frameWidth < layout.width || layout.frameHeight < layout.height) {
      background(layout, colours, rgb);
    }
    int row = 0;
    for (int[] pass : layout.interlaced ? INTERLACED : WHOLE) {
      for (int y = pass[0]; y < layout.frameHeight; y += pass[1]) {
        int to = 3 * ((layout.top + y) * layout.width + layout.left);
        for (int x = 0; x < layout.frameWidth; x++, to += 3) {
          System.arraycopy(colours, 3 * (indices[row + x] & 0xff), rgb, to, 3);
        }
        row += layout.frameWidth;
      }
    }
  }

  /** What the frame leaves free has the transparent colour, or colour 0, as in Pillow. */
  private static void background(GifLayout layout, byte[] colours, byte[] rgb) {
    int from = 3 * Math.max(layout.transparent, 0);
    for (int i = 0; i < 3 * layout.width * layout.height; i += 3) {
      System.arraycopy(colours, from, rgb, i, 3);
    }
  }

  private static byte[] colours(byte[] file, GifLayout layout) throws BrokenPicture {
    byte[] table = new byte[3 * 256];
    // without a palette, and behind its end, an index is a grey
    for (int value = 0; value < 256; value++) {
      Arrays.fill(table, 3 * value, 3 * value + 3, (byte) value);
    }
    if (layout.paletteAt + 3 * layout.paletteEntries > file.length) {
      throw BrokenPicture.truncated("the GIF ends inside its palette");
    }
    System.arraycopy(file, layout.paletteAt, table, 0, 3 * layout.paletteEntries);
    return table;
  }
}
