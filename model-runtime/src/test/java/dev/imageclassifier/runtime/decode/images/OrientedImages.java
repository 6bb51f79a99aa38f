package dev.imageclassifier.runtime.decode.images;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One image, stored in each of the eight EXIF orientations. */
public final class OrientedImages {
  private static final int HEADER_END = 33;

  private OrientedImages() {}

  /** Files whose upright pixels are equal. */
  public static List<byte[]> pngs() {
    RgbImage upright = EncodedImages.gradient(96, 64);
    return IntStream.rangeClosed(1, 8)
        .mapToObj(
            orientation -> {
              byte[] png = EncodedImages.png(stored(upright, orientation));
              return EncodedImages.join(
                  Arrays.copyOf(png, HEADER_END),
                  EncodedImages.chunk(
                      "eXIf", EncodedImages.exif(orientation, ByteOrder.BIG_ENDIAN)),
                  Arrays.copyOfRange(png, HEADER_END, png.length));
            })
        .toList();
  }

  /** The stored form of an upright image (EXIF 2.32, tag 0x0112). */
  public static RgbImage stored(RgbImage upright, int orientation) {
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
}
