package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.OrientedImages;
import dev.imageclassifier.runtime.decode.images.WebpFiles;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final RgbImage GRADIENT = EncodedImages.gradient(48, 32);

  /** A decompression bomb found by fuzzing: 23 bytes that declare 49085x15855 pixels. */
  private static final byte[] BOMB =
      EncodedImages.join(
          EncodedImages.ascii("GIF89a"),
          new byte[] {(byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0, 0, 0, 0x2c},
          new byte[] {0, 0, 0, 0, (byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0});

  private static final Set<DeadLetterReason> DAMAGE =
      Set.of(DeadLetterReason.TRUNCATED, DeadLetterReason.CORRUPT, DeadLetterReason.NOT_AN_IMAGE);

  static Stream<Named<byte[]>> validFiles() {
    return Stream.of(
        Named.of("baseline JPEG", EncodedImages.jpeg(GRADIENT, false)),
        Named.of("progressive JPEG", EncodedImages.jpeg(GRADIENT, true)),
        Named.of("PNG", EncodedImages.png(GRADIENT)),
        Named.of("GIF", EncodedImages.gif(8, 0, 8, true, EncodedImages.gifData(new int[64]))),
        Named.of("lossless WebP", WebpFiles.LOSSLESS.clone()),
        Named.of("lossy WebP", WebpFiles.LOSSY.clone()));
  }

  @Test
  void rejectsEmptyRecords() {
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);

    assertEquals(DeadLetterReason.EMPTY, DecodeAssertions.rejection(decoder, null).reason());
    assertEquals(DeadLetterReason.EMPTY, DecodeAssertions.rejection(decoder, new byte[0]).reason());
  }

  @Test
  void rejectsTooManyBytesBeforeDetectingTheFormat() {
    DecodeSettings settings =
        DecodeSettings.builder().maxBytes(100).formats(EnumSet.of(ImageFormat.PNG)).build();

    Outcome.Rejected rejection =
        DecodeAssertions.rejection(new ImageDecoder(settings), new byte[101]);

    assertEquals(DeadLetterReason.TOO_MANY_BYTES, rejection.reason());
    assertEquals("File size of 101 bytes exceeds the limit of 100", rejection.detail());
    assertEquals(ErrorStage.READ, rejection.stage());
  }

  @ParameterizedTest
  @CsvSource({
    "'hello, this is text', NOT_AN_IMAGE, Unknown file signature",
    "'%PDF-1.7', UNSUPPORTED_FORMAT, PDF",
    "'....ftypavif....', UNSUPPORTED_FORMAT, AVIF",
    "'....ftypheic....', UNSUPPORTED_FORMAT, HEIC",
    "'<svg width=\"1\">', UNSUPPORTED_FORMAT, SVG",
    "'<?xml version=\"1.0\"?><svg/>', UNSUPPORTED_FORMAT, SVG",
    "'8BPS', UNSUPPORTED_FORMAT, PSD",
    "'.PNG', CORRUPT, signature"
  })
  void namesUnsupportedFormats(String start, DeadLetterReason reason, String words) {
    DecodeAssertions.assertRejected(reason, words, EncodedImages.ascii(start));
  }

  @Test
  void rejectsADisabledFormat() {
    Outcome.Rejected rejection =
        DecodeAssertions.rejection(
            new ImageDecoder(DecodeSettings.DEFAULTS), EncodedImages.ascii("BM......"));

    assertEquals(DeadLetterReason.UNSUPPORTED_FORMAT, rejection.reason());
    assertEquals("Format BMP is disabled in the settings", rejection.detail());
  }

  @Test
  void rejectsTooLargeHeadersBeforeAllocatingMemory() {
    DecodeAssertions.assertRejected(DeadLetterReason.SIDE_TOO_LONG, "49085x15855", BOMB);
    DecodeAssertions.assertRejected(
        DeadLetterReason.TOO_MANY_PIXELS,
        "16000x16000",
        EncodedImages.png(
            EncodedImages.pngHeader(16_000, 16_000, 8, 2, false),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[9]))));
    DecodeAssertions.assertRejected(
        DeadLetterReason.SIDE_TOO_LONG,
        "2147483647x4294967295",
        EncodedImages.png(
            EncodedImages.pngHeader(Integer.MAX_VALUE, -1, 16, 6, false),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[9]))));
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0x3f);
    DecodeAssertions.assertRejected(DeadLetterReason.TOO_MANY_PIXELS, "16191x16191", jpeg);
  }

  @Test
  void rejectsTooMuchMetadata() {
    byte[] jpeg = EncodedImages.jpeg(GRADIENT, false);
    for (int i = 0; i < 70; i++) {
      jpeg = EncodedImages.withSegment(jpeg, 0xe2, new byte[65_000]);
    }

    DecodeAssertions.assertRejected(
        DeadLetterReason.TOO_MUCH_METADATA, "4550014 bytes exceeds the limit of 4194304", jpeg);
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void decodesValidFiles(byte[] file) {
    DecodedImage decoded =
        DecodeAssertions.decoded(new ImageDecoder(DecodeSettings.DEFAULTS), file);

    assertFalse(decoded.damaged());
    assertEquals(decoded.storedWidth(), decoded.image().width());
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void rejectsATruncatedFile(byte[] file) {
    ImageDecoder strict = DecodeAssertions.strictDecoder();
    for (byte[] truncated : truncations(file)) {
      Outcome.Rejected rejection = DecodeAssertions.rejection(strict, truncated);

      assertTrue(DAMAGE.contains(rejection.reason()), rejection + " at byte " + truncated.length);
    }
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void marksATruncatedFileAsDamagedIfItIsAccepted(byte[] file) {
    ImageDecoder lenient = DecodeAssertions.lenientDecoder();
    int accepted = 0;
    for (byte[] truncated : truncations(file)) {
      try {
        assertTrue(lenient.decode(truncated, 256).damaged(), "at byte " + truncated.length);
        accepted++;
      } catch (RejectedException e) {
        assertTrue(DAMAGE.contains(e.outcome().reason()), e.outcome().toString());
      }
    }
    // libwebp does not decode truncated files
    boolean webp = EncodedImages.ascii("RIFF")[0] == file[0];
    assertEquals(!webp, accepted > 0, accepted + " truncated files were accepted");
  }

  private static List<byte[]> truncations(byte[] file) {
    return IntStream.range(1, 16)
        .mapToObj(i -> Arrays.copyOf(file, Math.max(1, file.length * i / 16)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void decodesOrRejectsFilesWithAChangedByte(byte[] file) {
    ImageDecoder decoder = DecodeAssertions.lenientDecoder();
    int step = Math.max(1, file.length / 400);
    for (int at = 0; at < file.length; at += step) {
      for (int value : new int[] {0, 0x7f, 0xff}) {
        byte[] changed = file.clone();
        changed[at] = (byte) value;
        // every outcome is valid; any other exception fails the test
        DecodeAssertions.tryDecode(decoder, changed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationGivesTheSameUprightImage(int orientation) {
    RgbImage stored = OrientedImages.stored(GRADIENT, orientation);
    byte[] png = EncodedImages.png(stored);
    byte[] exif = EncodedImages.exif(orientation, ByteOrder.BIG_ENDIAN);
    byte[] tagged =
        EncodedImages.join(
            Arrays.copyOf(png, 33),
            EncodedImages.chunk("eXIf", exif),
            Arrays.copyOfRange(png, 33, png.length));
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(tagged), 0);

    byte[] jpeg =
        EncodedImages.withSegment(
            EncodedImages.jpeg(stored, false),
            0xe1,
            EncodedImages.join(
                EncodedImages.ascii("Exif\0\0"),
                EncodedImages.exif(orientation, ByteOrder.LITTLE_ENDIAN)));
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(jpeg), 6);

    ImageDecoder asStored =
        new ImageDecoder(DecodeAssertions.allFormats().applyOrientation(false).build());
    DecodeAssertions.assertClose(stored, DecodeAssertions.decoded(asStored, tagged).image(), 0);
    assertEquals(stored.width(), DecodeAssertions.decoded(asStored, jpeg).storedWidth());
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 3, 4, 6, 8, 9})
  void acceptsAnOrientationOfAnyIntegerType(byte type) {
    byte[] exif = EncodedImages.exif(6, ByteOrder.LITTLE_ENDIAN);
    exif[12] = type;
    byte[] jpeg =
        EncodedImages.withSegment(
            EncodedImages.jpeg(GRADIENT, false),
            0xe1,
            EncodedImages.join(EncodedImages.ascii("Exif\0\0"), exif));

    assertEquals(GRADIENT.height(), DecodeAssertions.pixels(jpeg).width());
  }

  @Test
  void doesNotShowPixelsOfThePreviousImage() {
    ImageDecoder decoder = DecodeAssertions.lenientDecoder();
    byte[] white = new byte[3 * 32 * 32];
    Arrays.fill(white, (byte) 255);
    DecodeAssertions.decoded(decoder, EncodedImages.png(new RgbImage(32, 32, white)));
    byte[] raw = new byte[97 * 16];
    byte[] half =
        EncodedImages.png(
            EncodedImages.pngHeader(32, 32, 8, 2, false),
            EncodedImages.chunk("IDAT", EncodedImages.deflate(raw)));

    DecodedImage decoded = DecodeAssertions.decoded(decoder, half);

    assertTrue(decoded.damaged());
    assertEquals(
        0, IntStream.range(0, white.length).filter(i -> decoded.image().rgb()[i] != 0).count());
  }

  @Test
  void decodesImagesOneOrManyPixelsWide() {
    for (int[] size : new int[][] {{1, 1}, {1, 16_384}, {16_384, 1}, {7, 3}}) {
      RgbImage image = EncodedImages.gradient(size[0], size[1]);
      DecodeAssertions.assertClose(image, DecodeAssertions.pixels(EncodedImages.png(image)), 0);
      DecodeAssertions.assertClose(
          image, DecodeAssertions.pixels(EncodedImages.jpeg(image, false)), 30);
    }
    RgbImage ribbon = EncodedImages.gradient(65_000, 1);
    DecodeAssertions.assertRejected(
        DeadLetterReason.SIDE_TOO_LONG, "65000x1", EncodedImages.png(ribbon));
  }

  @Test
  void rejectsAGifThatEndsInAGraphicControlBlock() {
    byte[] cut = Base64.getDecoder().decode("R0lGODlhAQABAAAAACH5");

    DecodeAssertions.assertRejected(DeadLetterReason.TRUNCATED, "end of the file (15 bytes)", cut);
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
