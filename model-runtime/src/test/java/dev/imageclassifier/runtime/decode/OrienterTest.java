package dev.imageclassifier.runtime.decode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrienterTest {
  /** Where the upright pixel (x, y) is stored: EXIF 2.32, tag 0x0112. */
  static RgbImage stored(RgbImage upright, int orientation) {
    int width = orientation < 5 ? upright.width() : upright.height();
    int height = orientation < 5 ? upright.height() : upright.width();
    byte[] rgb = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int right = upright.width() - 1;
        int bottom = upright.height() - 1;
        int[] source =
            switch (orientation) {
              case 2 -> new int[] {right - column, row};
              case 3 -> new int[] {right - column, bottom - row};
              case 4 -> new int[] {column, bottom - row};
              case 5 -> new int[] {row, column};
              case 6 -> new int[] {right - row, column};
              case 7 -> new int[] {right - row, bottom - column};
              case 8 -> new int[] {row, bottom - column};
              default -> new int[] {column, row};
            };
        System.arraycopy(
            upright.rgb(),
            3 * (source[1] * upright.width() + source[0]),
            rgb,
            3 * (row * width + column),
            3);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void turnsUprightWithAndWithoutASecondArray(int orientation) {
    for (int[] size : new int[][] {{1, 1}, {5, 1}, {1, 5}, {4, 4}, {70, 45}, {45, 70}, {33, 64}}) {
      RgbImage upright = Pictures.gradient(size[0], size[1]);
      for (int scratch : new int[] {0, Integer.MAX_VALUE}) {
        RgbImage stored = stored(upright, orientation);
        RgbImage turned =
            new Orienter(scratch)
                .upright(stored.width(), stored.height(), stored.rgb(), orientation);
        Reading.assertClose(upright, turned, 0);
      }
    }
  }
}
