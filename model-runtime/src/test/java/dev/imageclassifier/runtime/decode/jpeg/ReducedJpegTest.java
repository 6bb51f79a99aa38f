package dev.imageclassifier.runtime.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.OrientedImages;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares progressive JPEGs decoded at a reduced size with those decoded at full size. */
class ReducedJpegTest {
  private static final int SHORT_SIDE = 32;
  private static final int WIDTH = 384;
  private static final int HEIGHT = 256;
  private static final RgbImage TEXTURE = texture(WIDTH, HEIGHT);
  private static final byte[] PROGRESSIVE = EncodedImages.jpeg(TEXTURE, true);

  @Test
  void theReducedCropIsCloseToTheFullSizeCrop() {
    assertEquals("RgbImage[192x128]", reduced(PROGRESSIVE).toString());
    assertTrue(difference(PROGRESSIVE) <= 0.5, "differs by " + difference(PROGRESSIVE));
  }

  @Test
  void grayImagesAreReducedToo() {
    byte[] gray = EncodedImages.grayJpeg(TEXTURE, true);
    assertEquals("RgbImage[192x128]", reduced(gray).toString());
    assertTrue(difference(gray) <= 0.5, "differs by " + difference(gray));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void appliesTheOrientation(int orientation) {
    byte[] file =
        EncodedImages.withSegment(
            EncodedImages.jpeg(OrientedImages.stored(TEXTURE, orientation), true),
            0xe1,
            EncodedImages.join(
                EncodedImages.ascii("Exif\0\0"),
                EncodedImages.exif(orientation, ByteOrder.BIG_ENDIAN)));
    RgbImage image = reduced(file);
    assertEquals(192, image.width());
    assertEquals(128, image.height());
    assertTrue(difference(file) <= 0.5, "differs by " + difference(file));
    assertTrue(difference(crop(reduced(PROGRESSIVE)), crop(image)) <= 2);
  }

  @Test
  void reportsTheStoredSize() {
    DecodedImage decoded =
        DecodeAssertions.decoded(DecodeAssertions.strictDecoder(), PROGRESSIVE, SHORT_SIDE);
    assertEquals(WIDTH, decoded.storedWidth());
    assertEquals(HEIGHT, decoded.storedHeight());
  }

  @Test
  void decodesBaselineAndOddSizesAtFullSize() {
    assertEquals("RgbImage[384x256]", reduced(EncodedImages.jpeg(TEXTURE, false)).toString());
    assertEquals(
        "RgbImage[383x256]", reduced(EncodedImages.jpeg(texture(383, HEIGHT), true)).toString());
  }

  /** The reason why baseline files are not reduced: a scan that is too short would look valid. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leptonicaReportsExtraBytesInProgressiveFilesOnly(boolean progressive)
      throws ImageFormatException {
    byte[] valid = EncodedImages.jpeg(TEXTURE, progressive);
    int end = valid.length - 2;
    byte[] file =
        EncodedImages.join(
            Arrays.copyOf(valid, end), new byte[40], Arrays.copyOfRange(valid, end, end + 2));

    assertEquals(!progressive, new Leptonica().decodeJpeg(file, file.length, 2, new PixelBuffer()));
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "extraneous bytes before marker 0xd9", file);
  }

  @Test
  void reportsTheSameDamageAsAtFullSize() {
    ImageDecoder reduced = DecodeAssertions.strictDecoder();
    ImageDecoder fullSize =
        new ImageDecoder(DecodeAssertions.allFormats().fullSizeJpegs(true).build());
    Random random = new Random(11);
    int rejected = 0;
    for (int i = 0; i < 48; i++) {
      byte[] file =
          i < 16 ? Arrays.copyOf(PROGRESSIVE, PROGRESSIVE.length * i / 16) : PROGRESSIVE.clone();
      for (int bytes = i < 16 ? 0 : i / 16; bytes > 0; bytes--) {
        file[1000 + random.nextInt(file.length - 1000)] ^= (byte) (1 << random.nextInt(8));
      }
      Optional<Outcome.Rejected> expected = DecodeAssertions.tryDecode(fullSize, file, SHORT_SIDE);
      assertEquals(expected, DecodeAssertions.tryDecode(reduced, file, SHORT_SIDE), "file " + i);
      rejected += expected.isPresent() ? 1 : 0;
    }
    assertTrue(rejected > 16 && rejected < 48, rejected + " of 48 files are damaged");
  }

  @Test
  void decodesAcceptedDamagedFilesAtFullSize() {
    byte[] cut = Arrays.copyOf(PROGRESSIVE, PROGRESSIVE.length * 3 / 4);
    ImageDecoder lenient = DecodeAssertions.lenientDecoder();

    DecodedImage decoded = DecodeAssertions.decoded(lenient, cut, SHORT_SIDE);

    assertTrue(decoded.damaged());
    assertEquals("RgbImage[384x256]", decoded.image().toString());
  }

  private static RgbImage reduced(byte[] file) {
    return image(DecodeAssertions.strictDecoder(), file);
  }

  private static RgbImage image(ImageDecoder decoder, byte[] file) {
    return DecodeAssertions.decoded(decoder, file, SHORT_SIDE).image();
  }

  /** Mean difference of the samples, 0 to 255, between the crops for the model. */
  private static double difference(byte[] file) {
    return difference(
        crop(
            image(
                new ImageDecoder(DecodeAssertions.allFormats().fullSizeJpegs(true).build()), file)),
        crop(reduced(file)));
  }

  private static double difference(byte[] expected, byte[] actual) {
    long sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs((expected[i] & 0xff) - (actual[i] & 0xff));
    }
    return (double) sum / actual.length;
  }

  private static byte[] crop(RgbImage image) {
    List<Float> ones = List.of(1f, 1f, 1f);
    return new Preprocessor(
            PreprocessSettings.builder()
                .width(28)
                .height(28)
                .resizeShort(SHORT_SIDE)
                .mean(ones)
                .std(ones)
                .build())
        .crop(image)
        .rgb();
  }

  /** A gradient with waves of all lengths down to three pixels and noise. */
  private static RgbImage texture(int width, int height) {
    byte[] rgb = EncodedImages.gradient(width, height).rgb();
    Random noise = new Random(3);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(2 * Math.PI * x * x / (6.0 * width)) * Math.cos(y / 9.0);
        int value = (int) Math.round(30 * wave + 6 * noise.nextGaussian());
        for (int channel = 0; channel < 3; channel++, i++) {
          rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 0xff) + value));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
