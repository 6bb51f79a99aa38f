package dev.imageclassifier.runtime.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JpegCodecTest {
  private static final RgbImage GRADIENT = EncodedImages.gradient(64, 48);

  @Test
  void decodesBaselineAndProgressive() {
    DecodeAssertions.assertClose(
        GRADIENT, DecodeAssertions.pixels(EncodedImages.jpeg(GRADIENT, false)), 6);
    DecodeAssertions.assertClose(
        GRADIENT, DecodeAssertions.pixels(EncodedImages.jpeg(GRADIENT, true)), 6);
  }

  @Test
  void determinesTheColorSpaceAsLibjpegDoes() {
    byte[] bare = EncodedImages.withoutJfif(EncodedImages.jpeg(GRADIENT, false));
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    // without a marker: YCbCr
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(bare), 6);
    // the Adobe marker declares RGB: the Y component is red
    RgbImage asRgb = DecodeAssertions.pixels(EncodedImages.withSegment(bare, 0xee, adobe));
    int luma =
        (int)
            Math.round(
                0.299 * (GRADIENT.rgb()[0] & 0xff)
                    + 0.587 * (GRADIENT.rgb()[1] & 0xff)
                    + 0.114 * (GRADIENT.rgb()[2] & 0xff));
    assertEquals(luma, asRgb.rgb()[0] & 0xff, 4);
    // JFIF has precedence over Adobe
    byte[] both = EncodedImages.withSegment(EncodedImages.jpeg(GRADIENT, false), 0xee, adobe);
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(both), 6);
  }

  @Test
  void convertsFourComponentsAsPillowDoes() {
    // 16x16 pixels of one colour, written and read by Pillow 9.4: (141, 71, 0)
    byte[] cmyk =
        Base64.getDecoder()
            .decode(
                "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwL"
                    + "CgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsR"
                    + "AP/EABcAAQEBAQAAAAAAAAAAAAAAAAAIBwn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRD"
                    + "AE0AWQBLAAA/ALAZo5VKLAAAAf/Z");
    assertColor(141, 71, 0, DecodeAssertions.pixels(cmyk));
    // the same samples as YCCK: (165, 0, 74)
    byte[] ycck = cmyk.clone();
    ycck[17] = 2;
    assertColor(165, 0, 74, DecodeAssertions.pixels(ycck));
  }

  @Test
  void ignoresABrokenColorProfile() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    byte[] profile = EncodedImages.join(EncodedImages.ascii("ICC_PROFILE\0\1\1"), new byte[200]);

    byte[] rgb = DecodeAssertions.pixels(jpeg).rgb();

    assertTrue(
        Arrays.equals(
            rgb, DecodeAssertions.pixels(EncodedImages.withSegment(jpeg, 0xe2, profile)).rgb()));
  }

  @Test
  void bytesAfterTheEndMarkerAreNotDamage() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    byte[] polyglot = EncodedImages.join(jpeg, EncodedImages.ascii("PK\3\4 and an archive"));

    assertTrue(
        Arrays.equals(
            DecodeAssertions.pixels(jpeg).rgb(), DecodeAssertions.pixels(polyglot).rgb()));
  }

  @Test
  void reportsTheFileSizeIfTheEndMarkerIsMissing() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 2);

    DecodeAssertions.assertRejected(
        DeadLetterReason.TRUNCATED, "no end marker after " + cut.length + " bytes", cut);
    ImageDecoder lenient = DecodeAssertions.lenientDecoder();
    assertTrue(DecodeAssertions.decoded(lenient, cut).damaged());
  }

  @Test
  void detectsZerosInTheScan() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    Arrays.fill(jpeg, jpeg.length - 400, jpeg.length - 100, (byte) 0);

    DecodeAssertions.assertRejected(DeadLetterReason.CORRUPT, "Decoder warning", jpeg);
  }

  @Test
  void rejectsTooManyScans() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, true);
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0};
    byte[] scans = new byte[600 * scan.length];
    for (int i = 0; i < scans.length; i++) {
      scans[i] = scan[i % scan.length];
    }
    byte[] bomb =
        EncodedImages.join(
            Arrays.copyOf(jpeg, jpeg.length - 2), scans, new byte[] {(byte) 0xff, (byte) 0xd9});

    DecodeAssertions.assertRejected(DeadLetterReason.CORRUPT, "for 3072 pixels", bomb);
  }

  @Test
  void rejectsUnsupportedFrameHeaders() {
    byte[] twelveBits = EncodedImages.jpeg(GRADIENT, false);
    int frame = frame(twelveBits);
    twelveBits[frame + 4] = 12;
    DecodeAssertions.assertRejected(
        DeadLetterReason.UNSUPPORTED_FORMAT, "precision: 12 bits", twelveBits);
    byte[] twoComponents = EncodedImages.jpeg(GRADIENT, false);
    twoComponents[frame + 9] = 2;
    DecodeAssertions.assertRejected(
        DeadLetterReason.UNSUPPORTED_FORMAT, "components: 2", twoComponents);
  }

  private static void assertColor(int red, int green, int blue, RgbImage image) {
    byte[] color = {(byte) red, (byte) green, (byte) blue};
    byte[] rgb = new byte[3 * image.width() * image.height()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = color[i % 3];
    }
    DecodeAssertions.assertClose(new RgbImage(image.width(), image.height(), rgb), image, 0);
  }

  private static int frame(byte[] jpeg) {
    int at = 0;
    while (!Bytes.has(jpeg, at, "\u00ff\u00c0")) {
      at++;
    }
    return at;
  }
}
