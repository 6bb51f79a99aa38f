package dev.imageclassifier.runtime.decode.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG coding processes, and damage before the first scan. */
class JpegProcessesTest {
  private static final byte[] VALID = EncodedImages.jpeg(EncodedImages.gradient(64, 48), false);

  /** 16x16 pixels of (200, 100, 40), baseline, one scan per component (libjpeg-turbo's cjpeg). */
  private static final byte[] SCAN_PER_COMPONENT =
      Base64.getDecoder()
          .decode(
              "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof"
                  + "Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwh"
                  + "MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAAR"
                  + "CAAQABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAA"
                  + "AAAAAAAA/9oACAEBAAA/AJAP/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAb/xAAUEQEAAAAAAAAA"
                  + "AAAAAAAAAAAA/9oACAECEQA/AJUB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAb/xAAUEQEAAAAA"
                  + "AAAAAAAAAAAAAAAA/9oACAEDEQA/ALEB/9k=");

  /** The same pixels with sequential arithmetic coding. */
  private static final byte[] ARITHMETIC =
      Base64.getDecoder()
          .decode(
              "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof"
                  + "Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwh"
                  + "MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/yQAR"
                  + "CAAQABADASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD6jDOOukD/2Q==");

  @Test
  void decodesOneScanPerComponentAndCountsItsCoefficients() throws Exception {
    assertColor(DecodeAssertions.pixels(SCAN_PER_COMPONENT));
    assertEquals(2 * 3 + Leptonica.BYTES_PER_PIXEL, nativeBytesPerPixel(SCAN_PER_COMPONENT));
    assertEquals(0, nativeBytesPerPixel(VALID), "one scan");
  }

  private static int nativeBytesPerPixel(byte[] file) throws ImageFormatException {
    return new JpegCodec(new Leptonica()).open(file, new Damage()).cost().nativePerPixel();
  }

  @Test
  void decodesArithmeticCoding() throws Exception {
    assertColor(DecodeAssertions.pixels(ARITHMETIC));
    PixelBuffer pixels = new PixelBuffer();
    assertTrue(new Leptonica().decodeJpeg(ARITHMETIC, ARITHMETIC.length, 1, pixels));
  }

  /** Encoders of lossless files write no quantization table. */
  @Test
  void rejectsLosslessWithoutQuantizationAsUnsupported() {
    byte[] jpeg = Arrays.copyOfRange(VALID, at(VALID, 0xc0) - 2, VALID.length);
    jpeg[0] = (byte) 0xff;
    jpeg[1] = (byte) 0xd8;
    jpeg[3] = (byte) 0xc3;

    DecodeAssertions.assertRejected(
        DeadLetterReason.UNSUPPORTED_FORMAT, "Unsupported JPEG encoding: SOF3", jpeg);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 7, 11, 13, 14, 15})
  void rejectsLosslessAndHierarchicalAsUnsupported(int process) {
    byte[] jpeg = VALID.clone();
    jpeg[at(jpeg, 0xc0) + 1] = (byte) (0xc0 + process);

    DecodeAssertions.assertRejected(
        DeadLetterReason.UNSUPPORTED_FORMAT, "Unsupported JPEG encoding: SOF" + process, jpeg);
  }

  @Test
  void rejectsAMissingQuantizationTable() {
    byte[] jpeg = VALID.clone();
    // changes the tables to an application segment
    jpeg[at(jpeg, 0xdb) + 1] = (byte) 0xef;

    DecodeAssertions.assertRejected(DeadLetterReason.CORRUPT, "Missing quantization table 0", jpeg);
  }

  @Test
  void rejectsASecondStartMarker() {
    byte[] jpeg = EncodedImages.join(new byte[] {(byte) 0xff, (byte) 0xd8}, VALID);

    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "Second JPEG start marker at byte 2", jpeg);
  }

  @Test
  void extraBytesAreDamageAfterATableButNotAfterMetadata() throws Exception {
    int tables = at(VALID, 0xdb);
    int after = tables + 2 + Bytes.u16be(VALID, tables + 2L);

    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "Unexpected bytes at byte " + after, with(VALID, after, 1, 2, 3));
    assertArrayEquals(
        DecodeAssertions.pixels(VALID).rgb(),
        DecodeAssertions.pixels(with(VALID, tables, 1, 2, 3)).rgb());
  }

  @Test
  void aLongSegmentInsideAScanIsNotTruncation() {
    byte[] jpeg = with(VALID, VALID.length - 300, 0xff, 0xe5, 0xff, 0xf0);

    DecodeAssertions.assertRejected(DeadLetterReason.CORRUPT, "Decoder warning", jpeg);
  }

  private static void assertColor(RgbImage image) {
    byte[] expected = new byte[3 * 16 * 16];
    for (int i = 0; i < expected.length; i += 3) {
      expected[i] = (byte) 200;
      expected[i + 1] = 100;
      expected[i + 2] = 40;
    }
    DecodeAssertions.assertClose(new RgbImage(16, 16, expected), image, 0);
  }

  private static byte[] with(byte[] file, int at, int... bytes) {
    byte[] more = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      more[i] = (byte) bytes[i];
    }
    return EncodedImages.join(
        Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
  }

  private static int at(byte[] jpeg, int marker) {
    int at = 0;
    while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }
}
