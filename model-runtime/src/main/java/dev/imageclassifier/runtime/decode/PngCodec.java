package dev.imageclassifier.runtime.decode;

import java.util.Arrays;

/**
 * PNG: zlib inflates, we undo the filters and unpack. Row by row into the final array, so that
 * every depth and colour type costs 3 bytes a pixel and two rows.
 */
final class PngCodec implements Codec {
  /** First column, first row, column step, row step of each pass (Adam7). */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    PngLayout layout = PngLayout.of(file, damage);
    return Header.of(layout.width, layout.height)
        .withFrames(layout.frames)
        .withMetadata(layout.metadataBytes, layout.profileBytes, layout.orientation);
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws BrokenPicture {
    // the walk noted damage before the limits were checked
    PngLayout layout = PngLayout.of(file, new Damage());
    int width = (int) layout.width;
    int height = (int) layout.height;
    byte[] rgb = pixels.reserve(width, height, 3);
    PngUnpacker unpacker = new PngUnpacker(file, layout);
    int[][] passes = layout.interlaced ? ADAM7 : WHOLE;
    if (layout.interlaced) {
      Arrays.fill(rgb, 0, 3 * width * height, (byte) 0);
    }
    int y = 0;
    int pass = 0;
    try (PngRows rows = new PngRows(file, layout, rowBytes(layout, width))) {
      for (pass = 0; pass < passes.length; pass++) {
        int[] step = passes[pass];
        int columns = (width - step[0] + step[2] - 1) / step[2];
        if (columns <= 0) {
          continue;
        }
        rows.startPass();
        for (y = step[1]; y < height; y += step[3]) {
          byte[] row = rows.next(rowBytes(layout, columns));
          unpacker.unpack(row, columns, rgb, 3 * (y * width + step[0]), 3 * step[2]);
        }
      }
    } catch (BrokenPicture e) {
      stopped(e, layout, pass, y, damage);
      if (!layout.interlaced) {
        Arrays.fill(rgb, 3 * y * width, 3 * width * height, (byte) 0);
      }
    }
  }

  /** Where rows were decoded the picture is damaged; where none was there is no picture. */
  private static void stopped(BrokenPicture e, PngLayout layout, int pass, int y, Damage damage)
      throws BrokenPicture {
    String where =
        "the PNG breaks in row "
            + y
            + (layout.interlaced ? " of interlace pass " + (pass + 1) : " of " + layout.height)
            + ": "
            + e.getMessage();
    if (pass == 0 && y == 0) {
      throw new BrokenPicture(e.reason(), where);
    }
    if (e.reason() == Refusal.Reason.TRUNCATED) {
      damage.truncated(where);
    } else {
      damage.corrupt(where);
    }
  }

  private static int rowBytes(PngLayout layout, int columns) {
    return (int) (((long) columns * layout.channels() * layout.depth + 7) / 8);
  }
}
