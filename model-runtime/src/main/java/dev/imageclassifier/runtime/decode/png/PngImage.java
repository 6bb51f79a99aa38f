package dev.imageclassifier.runtime.decode.png;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.util.Arrays;

/** A parsed PNG file. */
final class PngImage implements OpenedImage {
  /** First column, first row, column step, row step of each pass (Adam7). */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] SINGLE_PASS = {{0, 0, 1, 1}};

  private final byte[] file;
  private final PngStructure structure;

  PngImage(byte[] file, PngStructure structure) {
    this.file = file;
    this.structure = structure;
  }

  @Override
  public ImageHeader header() {
    return new ImageHeader(
        structure.width, structure.height, structure.frames, structure.metadata());
  }

  @Override
  public MemoryCost cost() {
    return MemoryCost.RGB_ONLY;
  }

  @Override
  public void decode(PixelBuffer pixels, Damage damage) throws ImageFormatException {
    int width = (int) structure.width;
    int height = (int) structure.height;
    byte[] rgb = pixels.reserve(width, height);
    PngRowConverter converter = new PngRowConverter(file, structure);
    int[][] passes = structure.interlaced ? ADAM7 : SINGLE_PASS;
    if (structure.interlaced) {
      Arrays.fill(rgb, 0, 3 * width * height, (byte) 0);
    }
    int y = 0;
    int pass = 0;
    try (PngRowReader rows = new PngRowReader(file, structure, rowBytes(width))) {
      for (pass = 0; pass < passes.length; pass++) {
        int[] step = passes[pass];
        int columns = (width - step[0] + step[2] - 1) / step[2];
        if (columns <= 0) {
          continue;
        }
        rows.startPass();
        for (y = step[1]; y < height; y += step[3]) {
          byte[] row = rows.next(rowBytes(columns));
          converter.convert(row, columns, rgb, 3 * (y * width + step[0]), 3 * step[2]);
        }
      }
    } catch (ImageFormatException e) {
      recordFailure(e, pass, y, damage);
      if (!structure.interlaced) {
        Arrays.fill(rgb, 3 * y * width, 3 * width * height, (byte) 0);
      }
    }
  }

  /** An image with at least one row is damaged. Without any row, it cannot be decoded. */
  private void recordFailure(ImageFormatException e, int pass, int y, Damage damage)
      throws ImageFormatException {
    String row =
        structure.interlaced
            ? "%d of interlace pass %d".formatted(y, pass + 1)
            : "%d of %d".formatted(y, structure.height);
    String detail = "%s (PNG row %s)".formatted(e.getMessage(), row);
    if (pass == 0 && y == 0) {
      throw new ImageFormatException(e.reason(), detail);
    }
    if (e.reason() == DeadLetterReason.TRUNCATED) {
      damage.truncated(detail);
    } else {
      damage.corrupt(detail);
    }
  }

  private int rowBytes(int columns) {
    return (int) (((long) columns * structure.channels() * structure.depth + 7) / 8);
  }
}
