package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.runtime.decode.Refusal.Reason;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Files that Pillow 9.4 wrote of {@code Pictures.gradient(24, 16)}: no JDK writes WebP. */
class WebpCodecTest {
  static final byte[] LOSSLESS =
      Base64.getDecoder()
          .decode(
              "UklGRl4AAABXRUJQVlA4TFEAAAAvF8ADAE0ARNL+2EtE9D+1iEoMeP8jgZo2khy3d0iOP8rwoSaT"
                  + "tg31yqyMINumEPdH/UKR2yZMJ3DkGfURyLTuUSBYrXukHdn7sX7O2o/f/w0A");

  static final byte[] LOSSY =
      Base64.getDecoder()
          .decode(
              "UklGRnoAAABXRUJQVlA4IG4AAAAwBACdASoYABAAPhkGhUIhAwAEAGEtQBOmUI4G2ZywABZujoTA"
                  + "rkocJGAA/v+XgjOJAYeV/wI1+xkIBQNfsYmqZZTF28WmwHMsL62379qkoL+EBJQXzFJQSzHQK1At"
                  + "75T5elZ/ftL7GLK/88AAAA==");

  static final byte[] ALPHA =
      Base64.getDecoder()
          .decode(
              "UklGRp4AAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSAoAAAABB1CyiAhERP8DVlA4IG4AAAAw"
                  + "BACdASoYABAAPhkGhUIhAwAEAGEtQBOmUI4G2ZywABZujoTArkocJGAA/v+XgjOJAYeV/wI1+xkI"
                  + "BQNfsYmqZZTF28WmwHMsL62379qkoL+EBJQXzFJQSzHQK1At8F38vSs/v2l9jFlf+eAAAA==");

  static final byte[] ANIM =
      Base64.getDecoder()
          .decode(
              "UklGRjIBAABXRUJQVlA4WAoAAAACAAAAFwAADwAAQU5JTQYAAAAAAAAAAABBTk1GmAAAAAAAAAAA"
                  + "ABcAAA8AAGQAAAJWUDhMgAAAAC8XwAMADXUhov8BRm0jSco3hWT5MzxraxkYbdtmyPv/2YaaadtG"
                  + "SiiMP86lVyhy27a5JN2D+cVxByDgncYtCCDPNG4DtjFkD0HWGCwIeK1x2LaFrMctWX+22T5De1v2"
                  + "u5vV3fp/TsPL5OXW//8yzH4IxdBa6mK9ti3GWd91bIYQQU5NRmYAAAAAAAAAAAAXAAAPAABkAAAA"
                  + "VlA4TE0AAAAvF8ADAA11IaL/ATVtJDlu75Acf5ThQ220bZv/0b5tOyMFbdswCMufSncShSK3TZhO"
                  + "4Mgz6oKAntY9uoDgbd2j047M9GP9nOl+/P5vAAA=");

  static final byte[] EXIF =
      Base64.getDecoder()
          .decode(
              "UklGRpIAAABXRUJQVlA4WAoAAAAIAAAAFwAADwAAVlA4TFEAAAAvF8ADAE0ARNL+2EtE9D+1iEoM"
                  + "eP8jgZo2khy3d0iOP8rwoSaTtg31yqyMINumEPdH/UKR2yZMJ3DkGfURyLTuUSBYrXukHdn7sX7O"
                  + "2o/f/w0ARVhJRhoAAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA==");

  private static final RgbImage GRADIENT = Pictures.gradient(24, 16);

  @Test
  void losslessIsExact() {
    Reading.assertClose(GRADIENT, Reading.picture(LOSSLESS.clone()), 0);
  }

  @Test
  void lossyIsClose() {
    Reading.assertClose(GRADIENT, Reading.picture(LOSSY.clone()), 7);
  }

  @Test
  void alphaIsDropped() {
    Reading.assertClose(Reading.picture(LOSSY.clone()), Reading.picture(ALPHA.clone()), 0);
  }

  @Test
  void ofAnAnimationTheFirstFrameIsRead() {
    Reading.assertClose(GRADIENT, Reading.picture(ANIM.clone()), 0);
  }

  @Test
  void aFrameSmallerThanItsCanvasLiesOnBlack() {
    byte[] file = ANIM.clone();
    // a canvas of 26 pixels in a row; the frame begins in column 2
    file[24] = 25;
    file[indexOf(file, "ANMF") + 8] = 1;

    RgbImage picture = Reading.picture(file);

    assertEquals(26, picture.width());
    assertEquals(0, picture.rgb()[0] | picture.rgb()[3]);
    assertEquals(GRADIENT.rgb()[0], picture.rgb()[6]);
    assertEquals(GRADIENT.rgb()[3 * 24 * 15 + 1], picture.rgb()[3 * 26 * 15 + 7]);
  }

  @Test
  void aFrameOutsideItsCanvasIsCorrupt() {
    byte[] file = ANIM.clone();
    file[24] = 5;

    Reading.assertRefused(Reason.CORRUPT, "24x16 pixels does not fit on its canvas of 6x16", file);
  }

  @Test
  void exifTurnsThePicture() {
    RgbImage picture = Reading.picture(EXIF.clone());

    assertEquals(16, picture.width());
    assertEquals(24, picture.height());
    // the stored lower left corner comes to the upper left
    assertEquals(GRADIENT.rgb()[3 * 24 * 15 + 1], picture.rgb()[1]);
  }

  @Test
  void aCutSaysHowMuchIsThere() {
    Reading.assertRefused(
        Reason.TRUNCATED,
        "the WebP states 102 bytes, but the file ends after 80",
        Arrays.copyOf(LOSSLESS, 80));
  }

  private static int indexOf(byte[] file, String chunk) {
    int at = 0;
    while (!Bytes.has(file, at, chunk)) {
      at++;
    }
    return at;
  }
}
