package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.Refusal.Reason;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JpegCodecTest {
  private static final RgbImage GRADIENT = Pictures.gradient(64, 48);

  @Test
  void baselineAndProgressiveAreClose() {
    Reading.assertClose(GRADIENT, Reading.picture(Pictures.jpeg(GRADIENT, false)), 6);
    Reading.assertClose(GRADIENT, Reading.picture(Pictures.jpeg(GRADIENT, true)), 6);
  }

  @Test
  void coloursAreToldAsLibjpegTellsThem() {
    byte[] bare = Pictures.withoutJfif(Pictures.jpeg(GRADIENT, false));
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    // without any marker: luma and chroma
    Reading.assertClose(GRADIENT, Reading.picture(bare), 6);
    // Adobe says RGB: luma is red
    RgbImage asRgb = Reading.picture(Pictures.withSegment(bare, 0xee, adobe));
    int luma =
        (int)
            Math.round(
                0.299 * (GRADIENT.rgb()[0] & 0xff)
                    + 0.587 * (GRADIENT.rgb()[1] & 0xff)
                    + 0.114 * (GRADIENT.rgb()[2] & 0xff));
    assertEquals(luma, asRgb.rgb()[0] & 0xff, 4);
    // JFIF outweighs Adobe
    byte[] both = Pictures.withSegment(Pictures.jpeg(GRADIENT, false), 0xee, adobe);
    Reading.assertClose(GRADIENT, Reading.picture(both), 6);
  }

  @Test
  void fourColoursAreWhatPillowMakesOfThem() {
    // 16x16 pixels of one colour, written and read by Pillow 9.4: (141, 71, 0)
    byte[] cmyk =
        Base64.getDecoder()
            .decode(
                "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwL"
                    + "CgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsR"
                    + "AP/EABcAAQEBAQAAAAAAAAAAAAAAAAAIBwn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRD"
                    + "AE0AWQBLAAA/ALAZo5VKLAAAAf/Z");
    assertColour(141, 71, 0, Reading.picture(cmyk));
    // the same samples as YCCK: (165, 0, 74)
    byte[] ycck = cmyk.clone();
    ycck[17] = 2;
    assertColour(165, 0, 74, Reading.picture(ycck));
  }

  @Test
  void aBrokenProfileChangesNothing() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    byte[] profile = Pictures.join(Pictures.ascii("ICC_PROFILE\0\1\1"), new byte[200]);

    byte[] rgb = Reading.picture(jpeg).rgb();

    assertTrue(
        Arrays.equals(rgb, Reading.picture(Pictures.withSegment(jpeg, 0xe2, profile)).rgb()));
  }

  @Test
  void junkBehindTheEndIsNoDamage() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    byte[] polyglot = Pictures.join(jpeg, Pictures.ascii("PK\3\4 and a whole archive"));

    assertTrue(Arrays.equals(Reading.picture(jpeg).rgb(), Reading.picture(polyglot).rgb()));
  }

  @Test
  void aMissingEndSaysHowFarTheFileGoes() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 2);

    Reading.assertRefused(Reason.TRUNCATED, cut.length + " bytes without its end marker", cut);
    ImageDecoder lenient = new ImageDecoder(Reading.settings(DamagedPolicy.ACCEPT, true));
    assertTrue(Reading.decoded(lenient, cut).damaged());
  }

  @Test
  void zeroesInTheScanAreFound() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    Arrays.fill(jpeg, jpeg.length - 400, jpeg.length - 100, (byte) 0);

    Reading.assertRefused(Reason.CORRUPT, "the decoder warns", jpeg);
  }

  @Test
  void scansWithoutEndAreRefused() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, true);
    byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0};
    byte[] scans = new byte[600 * scan.length];
    for (int i = 0; i < scans.length; i++) {
      scans[i] = scan[i % scan.length];
    }
    byte[] bomb =
        Pictures.join(
            Arrays.copyOf(jpeg, jpeg.length - 2), scans, new byte[] {(byte) 0xff, (byte) 0xd9});

    Reading.assertRefused(Reason.CORRUPT, "scans over 3072 pixels", bomb);
  }

  @Test
  void framesThatNobodyReadsAreUnsupported() {
    byte[] twelveBits = Pictures.jpeg(GRADIENT, false);
    int frame = frame(twelveBits);
    twelveBits[frame + 4] = 12;
    Reading.assertRefused(Reason.UNSUPPORTED_FORMAT, "12 bits", twelveBits);
    byte[] twoColours = Pictures.jpeg(GRADIENT, false);
    twoColours[frame + 9] = 2;
    Reading.assertRefused(Reason.UNSUPPORTED_FORMAT, "2 components", twoColours);
  }

  private static void assertColour(int red, int green, int blue, RgbImage picture) {
    byte[] colour = {(byte) red, (byte) green, (byte) blue};
    byte[] rgb = new byte[3 * picture.width() * picture.height()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = colour[i % 3];
    }
    Reading.assertClose(new RgbImage(picture.width(), picture.height(), rgb), picture, 0);
  }

  private static int frame(byte[] jpeg) {
    int at = 0;
    while (!Bytes.has(jpeg, at, "\u00ff\u00c0")) {
      at++;
    }
    return at;
  }
}
