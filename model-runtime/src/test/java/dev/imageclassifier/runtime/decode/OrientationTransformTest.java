package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.OrientedImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTransformTest {
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void returnsTheUprightImageWithAndWithoutASecondArray(int orientation) {
    for (int[] size : new int[][] {{1, 1}, {5, 1}, {1, 5}, {4, 4}, {70, 45}, {45, 70}, {33, 64}}) {
      RgbImage upright = EncodedImages.gradient(size[0], size[1]);
      for (int scratch : new int[] {0, Integer.MAX_VALUE}) {
        RgbImage stored = OrientedImages.stored(upright, orientation);
        RgbImage actual =
            new OrientationTransform(scratch)
                .apply(stored.width(), stored.height(), stored.rgb(), orientation);
        DecodeAssertions.assertClose(upright, actual, 0);
      }
    }
  }
}
