package dev.imageclassifier.runtime.decode;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One picture, stored in each of the eight orientations. */
public final class OrientedPictures {
  private static final int HEADER_END = 33;

  private OrientedPictures() {}

  /** Files whose upright pixels are equal. */
  public static List<byte[]> pngs() {
    RgbImage upright = Pictures.gradient(96, 64);
    return IntStream.rangeClosed(1, 8)
        .mapToObj(
            orientation -> {
              byte[] png = Pictures.png(OrienterTest.stored(upright, orientation));
              return Pictures.join(
                  Arrays.copyOf(png, HEADER_END),
                  Pictures.chunk("eXIf", Pictures.exif(orientation, ByteOrder.BIG_ENDIAN)),
                  Arrays.copyOfRange(png, HEADER_END, png.length));
            })
        .toList();
  }
}
