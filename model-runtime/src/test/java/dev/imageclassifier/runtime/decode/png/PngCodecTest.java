package dev.imageclassifier.runtime.decode.png;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngCodecTest {
  private static final int WIDTH = 19;
  private static final int HEIGHT = 11;

  /** Colour type and depth. */
  @ParameterizedTest
  @CsvSource({
    "0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,1", "3,2", "3,4", "3,8", "4,8", "4,16",
    "6,8", "6,16"
  })
  void convertsEveryModeAsPillowDoes(int colorType, int depth) {
    for (boolean interlaced : new boolean[] {false, true}) {
      byte[] palette = new byte[3 * Math.min(1 << depth, 256)];
      for (int i = 0; i < palette.length; i++) {
        palette[i] = (byte) (i * 37);
      }
      byte[] file =
          EncodedImages.png(
              EncodedImages.pngHeader(WIDTH, HEIGHT, depth, colorType, interlaced),
              EncodedImages.chunk("gAMA", (byte) 0, (byte) 0, (byte) 0x27, (byte) 0x10),
              EncodedImages.chunk("PLTE", palette),
              EncodedImages.chunk("tRNS", new byte[1]),
              EncodedImages.chunk(
                  "IDAT", EncodedImages.deflate(rows(colorType, depth, interlaced))));

      RgbImage image = DecodeAssertions.pixels(file);

      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int[] expected = expected(colorType, depth, x, y, palette);
          for (int band = 0; band < 3; band++) {
            assertEquals(
                expected[band],
                image.rgb()[3 * (y * WIDTH + x) + band] & 0xff,
                x + "," + y + " band " + band + (interlaced ? " interlaced" : ""));
          }
        }
      }
    }
  }

  @Test
  void missingPaletteEntriesAreGray() {
    byte[] file =
        EncodedImages.png(
            EncodedImages.pngHeader(2, 1, 8, 3, false),
            EncodedImages.chunk("PLTE", (byte) 1, (byte) 2, (byte) 3),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[] {0, 0, 77})));

    RgbImage expected = new RgbImage(2, 1, new byte[] {1, 2, 3, 77, 77, 77});
    DecodeAssertions.assertClose(expected, DecodeAssertions.pixels(file), 0);
  }

  @Test
  void detectsAWrongChecksumInAnyChunk() {
    byte[] file = EncodedImages.png(EncodedImages.gradient(9, 9));
    file[29] ^= 1;
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "Wrong checksum of the PNG chunk at byte 8", file);
  }

  @Test
  void reportsTheRowOfDamagedData() {
    byte[] raw = new byte[4 * 3];
    raw[8] = 9;
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT,
        "Invalid filter type 9 at about byte 55 (PNG row 2 of 4)",
        EncodedImages.png(
            EncodedImages.pngHeader(3, 4, 8, 0, false),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(raw))));
    DecodeAssertions.assertRejected(
        DeadLetterReason.TRUNCATED,
        "(PNG row 3 of 9)",
        EncodedImages.png(
            EncodedImages.pngHeader(3, 9, 8, 0, false),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[12]))));
  }

  @Test
  void rejectsInvalidHeaders() {
    for (int[] mode : new int[][] {{3, 0}, {16, 3}, {1, 2}, {8, 1}, {8, 7}, {0, 0}, {64, 2}}) {
      DecodeAssertions.assertRejected(
          DeadLetterReason.CORRUPT,
          "Invalid PNG header",
          EncodedImages.png(
              EncodedImages.pngHeader(3, 4, mode[0], mode[1], false),
              EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[99]))));
    }
  }

  /** A sample of the image: an arbitrary value of its depth. */
  private static int sample(int depth, int x, int y, int band) {
    return (x * 7919 + y * 104_729 + band * 1_299_709) >> 3 & (1 << depth) - 1;
  }

  /** R, G, B of a pixel. */
  private static int[] expected(int colorType, int depth, int x, int y, byte[] palette) {
    boolean oneColor = colorType == 0 || colorType == 3 || colorType == 4;
    int[] rgb = new int[3];
    for (int band = 0; band < 3; band++) {
      int value = sample(depth, x, y, oneColor ? 0 : band);
      if (colorType == 3) {
        rgb[band] = palette[3 * value + band] & 0xff;
      } else if (depth == 16) {
        rgb[band] = colorType == 0 ? Math.min(value, 255) : value >> 8;
      } else {
        rgb[band] = value * 255 / ((1 << depth) - 1);
      }
    }
    return rgb;
  }

  /** The rows, each with a different filter. */
  private static byte[] rows(int colorType, int depth, boolean interlaced) {
    int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colorType];
    int[][] passes =
        interlaced
            ? new int[][] {
              {0, 0, 8, 8},
              {4, 0, 8, 8},
              {0, 4, 4, 8},
              {2, 0, 4, 4},
              {0, 2, 2, 4},
              {1, 0, 2, 2},
              {0, 1, 1, 2}
            }
            : new int[][] {{0, 0, 1, 1}};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int filter = 0;
    for (int[] pass : passes) {
      byte[] above = null;
      for (int y = pass[1]; y < HEIGHT && pass[0] < WIDTH; y += pass[3]) {
        StringBuilder bits = new StringBuilder();
        for (int x = pass[0]; x < WIDTH; x += pass[2]) {
          for (int channel = 0; channel < channels; channel++) {
            String value = Integer.toBinaryString(sample(depth, x, y, channel));
            bits.append("0".repeat(depth - value.length())).append(value);
          }
        }
        bits.append("0".repeat((8 - bits.length() % 8) % 8));
        byte[] row = new byte[bits.length() / 8];
        for (int i = 0; i < row.length; i++) {
          row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        filter = (filter + 1) % 5;
        out.write(filter);
        out.writeBytes(
            filtered(
                row,
                above == null ? new byte[row.length] : above,
                Math.max(1, channels * depth / 8),
                filter));
        above = row;
      }
    }
    return out.toByteArray();
  }

  private static byte[] filtered(byte[] row, byte[] above, int reach, int filter) {
    byte[] out = Arrays.copyOf(row, row.length);
    for (int i = 0; i < row.length; i++) {
      int left = i < reach ? 0 : row[i - reach] & 0xff;
      int up = above[i] & 0xff;
      int corner = i < reach ? 0 : above[i - reach] & 0xff;
      int[] guesses = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
      out[i] = (byte) (row[i] - guesses[filter]);
    }
    return out;
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
