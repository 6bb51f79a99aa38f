package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.Refusal.Reason;
import dev.imageclassifier.runtime.decode.Refusal.Stage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final RgbImage GRADIENT = Pictures.gradient(48, 32);

  /** A bomb known from fuzzing: 23 bytes that claim 49085x15855 pixels. */
  private static final byte[] BOMB =
      Pictures.join(
          Pictures.ascii("GIF89a"),
          new byte[] {(byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0, 0, 0, 0x2c},
          new byte[] {0, 0, 0, 0, (byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0});

  static Stream<byte[]> sound() {
    return Stream.of(
        Pictures.jpeg(GRADIENT, false),
        Pictures.jpeg(GRADIENT, true),
        Pictures.png(GRADIENT),
        Pictures.gif(8, 0, 8, true, Pictures.gifData(new int[64])),
        WebpCodecTest.LOSSLESS.clone(),
        WebpCodecTest.LOSSY.clone());
  }

  @Test
  void nothingIsEmpty() {
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);

    assertEquals(Reason.EMPTY, Reading.refusal(decoder, null).reason());
    assertEquals(Reason.EMPTY, Reading.refusal(decoder, new byte[0]).reason());
  }

  @Test
  void tooManyBytesAreNotLookedAt() {
    DecodeSettings settings =
        DecodeSettings.builder().maxBytes(100).formats(EnumSet.of(ImageFormat.PNG)).build();

    Refusal refusal = Reading.refusal(new ImageDecoder(settings), new byte[101]);

    assertEquals(Reason.TOO_MANY_BYTES, refusal.reason());
    assertEquals("the file has 101 bytes, more than 100", refusal.detail());
    assertEquals(Stage.READ, refusal.stage());
  }

  @ParameterizedTest
  @CsvSource({
    "'hello, this is text', NOT_AN_IMAGE, no picture format",
    "'%PDF-1.7', UNSUPPORTED_FORMAT, PDF",
    "'....ftypavif....', UNSUPPORTED_FORMAT, AVIF",
    "'....ftypheic....', UNSUPPORTED_FORMAT, HEIC",
    "'<svg width=\"1\">', UNSUPPORTED_FORMAT, SVG",
    "'<?xml version=\"1.0\"?><svg/>', UNSUPPORTED_FORMAT, SVG",
    "'8BPS', UNSUPPORTED_FORMAT, PSD",
    "'.PNG', CORRUPT, signature"
  })
  void whatIsNoReadablePictureIsNamed(String start, Reason reason, String words) {
    Reading.assertRefused(reason, words, Pictures.ascii(start));
  }

  @Test
  void aFormatSwitchedOffIsUnsupported() {
    Refusal refusal =
        Reading.refusal(new ImageDecoder(DecodeSettings.DEFAULTS), Pictures.ascii("BM......"));

    assertEquals(Reason.UNSUPPORTED_FORMAT, refusal.reason());
    assertEquals("BMP pictures are switched off by the settings", refusal.detail());
  }

  @Test
  void headerBombsAreRefusedBeforeMemoryIsTaken() {
    Reading.assertRefused(Reason.SIDE_TOO_LONG, "49085x15855", BOMB);
    Reading.assertRefused(
        Reason.TOO_MANY_PIXELS,
        "16000x16000",
        Pictures.png(
            Pictures.pngHeader(16_000, 16_000, 8, 2, false),
            Pictures.chunk("IDAT", Pictures.deflate(new byte[9]))));
    Reading.assertRefused(
        Reason.SIDE_TOO_LONG,
        "2147483647x4294967295",
        Pictures.png(
            Pictures.pngHeader(Integer.MAX_VALUE, -1, 16, 6, false),
            Pictures.chunk("IDAT", Pictures.deflate(new byte[9]))));
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0x3f);
    Reading.assertRefused(Reason.TOO_MANY_PIXELS, "16191x16191", jpeg);
  }

  @Test
  void tooMuchMetadataIsRefused() {
    byte[] jpeg = Pictures.jpeg(GRADIENT, false);
    for (int i = 0; i < 70; i++) {
      jpeg = Pictures.withSegment(jpeg, 0xe2, new byte[65_000]);
    }

    Reading.assertRefused(Reason.TOO_MUCH_METADATA, "4550014 bytes, more than 4194304", jpeg);
  }

  @ParameterizedTest
  @MethodSource("sound")
  void soundPicturesAreRead(byte[] file) {
    ReadOutcome.Decoded decoded = Reading.decoded(new ImageDecoder(DecodeSettings.DEFAULTS), file);

    assertFalse(decoded.damaged());
    assertEquals(decoded.storedWidth(), decoded.picture().width());
  }

  @ParameterizedTest
  @MethodSource("sound")
  void cutAtEverySixteenthIsRefusedOrMarked(byte[] file) {
    ImageDecoder strict = new ImageDecoder(Reading.settings(DamagedPolicy.DEAD_LETTER, true));
    ImageDecoder lenient = new ImageDecoder(Reading.settings(DamagedPolicy.ACCEPT, true));
    for (int sixteenth = 1; sixteenth < 16; sixteenth++) {
      byte[] cut = Arrays.copyOf(file, Math.max(1, file.length * sixteenth / 16));

      Refusal refusal = Reading.refusal(strict, cut);

      assertTrue(
          List.of(Reason.TRUNCATED, Reason.CORRUPT, Reason.NOT_AN_IMAGE).contains(refusal.reason()),
          () -> refusal + " at " + cut.length + " of " + file.length);
      lenient
          .decode(cut, 256)
          .fold(
              decoded -> {
                assertTrue(decoded.damaged());
                return null;
              },
              refused -> null);
    }
  }

  @ParameterizedTest
  @MethodSource("sound")
  void everySingleByteMayBeAnything(byte[] file) {
    ImageDecoder decoder = new ImageDecoder(Reading.settings(DamagedPolicy.ACCEPT, true));
    int step = Math.max(1, file.length / 400);
    for (int at = 0; at < file.length; at += step) {
      for (int value : new int[] {0, 0x7f, 0xff}) {
        byte[] changed = file.clone();
        changed[at] = (byte) value;
        // any outcome is right, an exception is not
        decoder.decode(changed, 256);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationGivesTheSameUprightPicture(int orientation) {
    RgbImage stored = OrienterTest.stored(GRADIENT, orientation);
    byte[] png = Pictures.png(stored);
    byte[] exif = Pictures.exif(orientation, ByteOrder.BIG_ENDIAN);
    byte[] tagged =
        Pictures.join(
            Arrays.copyOf(png, 33),
            Pictures.chunk("eXIf", exif),
            Arrays.copyOfRange(png, 33, png.length));
    Reading.assertClose(GRADIENT, Reading.picture(tagged), 0);

    byte[] jpeg =
        Pictures.withSegment(
            Pictures.jpeg(stored, false),
            0xe1,
            Pictures.join(
                Pictures.ascii("Exif\0\0"), Pictures.exif(orientation, ByteOrder.LITTLE_ENDIAN)));
    Reading.assertClose(GRADIENT, Reading.picture(jpeg), 6);

    ImageDecoder asStored = new ImageDecoder(Reading.settings(DamagedPolicy.DEAD_LETTER, false));
    Reading.assertClose(stored, Reading.decoded(asStored, tagged).picture(), 0);
    assertEquals(stored.width(), Reading.decoded(asStored, jpeg).storedWidth());
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 3, 4, 6, 8, 9})
  void anOrientationOfAnyWholeNumbersTypeCounts(byte type) {
    byte[] exif = Pictures.exif(6, ByteOrder.LITTLE_ENDIAN);
    exif[12] = type;
    byte[] jpeg =
        Pictures.withSegment(
            Pictures.jpeg(GRADIENT, false), 0xe1, Pictures.join(Pictures.ascii("Exif\0\0"), exif));

    assertEquals(GRADIENT.height(), Reading.picture(jpeg).width());
  }

  @Test
  void aReaderForgetsThePictureBefore() {
    ImageDecoder decoder = new ImageDecoder(Reading.settings(DamagedPolicy.ACCEPT, true));
    byte[] white = new byte[3 * 32 * 32];
    Arrays.fill(white, (byte) 255);
    Reading.decoded(decoder, Pictures.png(new RgbImage(32, 32, white)));
    byte[] raw = new byte[97 * 16];
    byte[] half =
        Pictures.png(
            Pictures.pngHeader(32, 32, 8, 2, false), Pictures.chunk("IDAT", Pictures.deflate(raw)));

    ReadOutcome.Decoded decoded = Reading.decoded(decoder, half);

    assertTrue(decoded.damaged());
    assertEquals(
        0, IntStream.range(0, white.length).filter(i -> decoded.picture().rgb()[i] != 0).count());
  }

  @Test
  void sidesOfOnePixelAndRibbonsAreRead() {
    for (int[] size : new int[][] {{1, 1}, {1, 16_384}, {16_384, 1}, {7, 3}}) {
      RgbImage picture = Pictures.gradient(size[0], size[1]);
      Reading.assertClose(picture, Reading.picture(Pictures.png(picture)), 0);
      Reading.assertClose(picture, Reading.picture(Pictures.jpeg(picture, false)), 30);
    }
    RgbImage ribbon = Pictures.gradient(65_000, 1);
    Reading.assertRefused(Reason.SIDE_TOO_LONG, "65000x1", Pictures.png(ribbon));
  }

  @Test
  void aGraphicControlBlockAtTheVeryEndIsNoException() {
    byte[] cut = Base64.getDecoder().decode("R0lGODlhAQABAAAAACH5");

    Reading.assertRefused(Reason.TRUNCATED, "file ends after 15", cut);
  }

  private static int indexOf(byte[] bytes, byte first, byte second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == first && bytes[i + 1] == second) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
