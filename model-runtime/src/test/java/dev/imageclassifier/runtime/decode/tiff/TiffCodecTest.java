package dev.imageclassifier.runtime.decode.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.HostileTiffs;
import dev.imageclassifier.runtime.decode.images.TiffFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIFF colour models as in Pillow, and the unsupported ones. */
class TiffCodecTest {
  private static final int RGB = 2;
  private static final int YCC = 6;

  /** 16x16 pixels of one colour, written by Pillow 9.4, without JFIF marker: (202, 30, 88). */
  private static final byte[] YCC_JPEG =
      Base64.getDecoder()
          .decode(
              "/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i"
                  + "Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                  + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABADAREAAhEBAxEB/8QAFQABAQAAAAAA"
                  + "AAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAb/"
                  + "xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCWKYAAB//Z");

  @Test
  void convertsCmyk() {
    byte[] ink = {(byte) 200, 30, 60, 40};

    // Pillow 9.4: Image.new("CMYK", (2, 2), (200, 30, 60, 40)).convert("RGB")
    assertColor(46, 190, 164, tiff(ink, 8, TiffFile.PHOTOMETRIC, 5));
  }

  @Test
  void dividesPremultipliedColorsByAlpha() {
    byte[] pixel = {50, 25, 10, 100};

    assertColor(127, 63, 25, tiff(pixel, 8, TiffFile.EXTRA_SAMPLES, 1));
    assertColor(50, 25, 10, tiff(pixel, 8, TiffFile.EXTRA_SAMPLES, 2));
  }

  @Test
  void usesTheHighBytesOfASixteenBitPalette() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "tiff", out);
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray());
    file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int map = file.getInt(entry(file, TiffFile.COLOR_MAP) + 8);
    for (int band = 0; band < 3; band++) {
      // most writers set the low byte to 0
      file.putShort(map + 2 * 256 * band, (short) ((100 + 50 * band) << 8));
    }

    assertColor(100, 150, 200, file.array());
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 255, 136", "0, 255, 0, 119"})
  void grayIgnoresAColorMap(int photometric, int zero, int fifteen, int eight) {
    byte[] data = {0x0f, (byte) 0x8f};
    byte[] map = new byte[3 * 16 * 2];
    Arrays.fill(map, (byte) 77);
    byte[] gray =
        TiffFile.gray(4, 1)
            .bits(4)
            .fields(TiffFile.COLOR_MAP, 0, TiffFile.PHOTOMETRIC, photometric)
            .fields(TiffFile.STRIP_BYTES, data.length)
            .build(EncodedImages.join(data, map));
    byte[] file = TiffFile.changeField(gray, TiffFile.COLOR_MAP, 3, 48, gray.length - map.length);

    byte[] rgb = new byte[12];
    Arrays.fill(rgb, 0, 3, (byte) zero);
    Arrays.fill(rgb, 3, 6, (byte) fifteen);
    Arrays.fill(rgb, 6, 9, (byte) eight);
    Arrays.fill(rgb, 9, 12, (byte) fifteen);
    DecodeAssertions.assertClose(new RgbImage(4, 1, rgb), DecodeAssertions.pixels(file), 0);
  }

  @Test
  void appliesTheOrientationOfTheDirectory() {
    byte[] gray = {10, 20, 30, 40};
    byte[] file = TiffFile.gray(2, 2).fields(TiffFile.ORIENTATION, 6).build(gray);

    byte[] upright = {30, 30, 30, 10, 10, 10, 40, 40, 40, 20, 20, 20};
    DecodeAssertions.assertClose(new RgbImage(2, 2, upright), DecodeAssertions.pixels(file), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "259, 50000, 8, compression 50000",
    "259, 6, 8, compression 6",
    "262, 8, 8, color model 8",
    "317, 2, 16, predictor 2 for 16 bits",
    "258, 12, 12, 12 bits per sample"
  })
  void rejectsFilesThatTheJdkDoesNotSupport(int tag, int value, int bits, String words) {
    int[] more =
        tag == TiffFile.PREDICTOR
            ? new int[] {tag, value, TiffFile.COMPRESSION, 5}
            : new int[] {tag, value};

    DecodeAssertions.assertRejected(
        DeadLetterReason.UNSUPPORTED_FORMAT, words, tiff(new byte[] {1, 2, 3}, bits, more));
  }

  @Test
  void theTiffDefinesTheColorSpaceOfItsJpegData() {
    // the JDK mistakes YCbCr for RGB without a JFIF marker and without subsampling
    assertColor(202, 30, 88, jpeg(YCC, YCC_JPEG));
    assertColor(88, 128, 209, jpeg(RGB, YCC_JPEG));
  }

  @Test
  void acceptsJpegTablesInTheDirectory() {
    int scanHeader = YCC_JPEG.length - 2;
    while (YCC_JPEG[scanHeader] != (byte) 0xff || YCC_JPEG[scanHeader + 1] != (byte) 0xc0) {
      scanHeader--;
    }
    byte[] end = {(byte) 0xff, (byte) 0xd9};
    // quantization tables in the directory, frame and Huffman tables in the strip
    byte[] tables = EncodedImages.join(Arrays.copyOf(YCC_JPEG, scanHeader), end);
    byte[] rest = Arrays.copyOfRange(YCC_JPEG, scanHeader, YCC_JPEG.length);
    byte[] strip = EncodedImages.join(new byte[] {(byte) 0xff, (byte) 0xd8}, rest);
    byte[] file = EncodedImages.join(jpeg(YCC, strip, TiffFile.JPEG_TABLES, 0), tables);

    assertColor(
        202,
        30,
        88,
        TiffFile.changeField(
            file, TiffFile.JPEG_TABLES, 7, tables.length, file.length - tables.length));
  }

  @Test
  void ignoresAnExtraSample() {
    byte[] ink = {(byte) 200, 30, 60, 40, 77};
    byte[] pixel = {50, 25, 10, 100, 77};

    assertColor(46, 190, 164, tiff(ink, 8, TiffFile.PHOTOMETRIC, 5));
    assertColor(50, 25, 10, tiff(pixel, 8));
  }

  @Test
  void negativeSamplesAreBlack() {
    // two signed samples of 32 bits: -9999 and 300
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(-9999).putInt(300).array();
    byte[] file = TiffFile.gray(2, 1).bits(32).fields(TiffFile.SAMPLE_FORMAT, 2).build(data);

    byte[] expected = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};
    DecodeAssertions.assertClose(new RgbImage(2, 1, expected), DecodeAssertions.pixels(file), 0);
  }

  @Test
  void reportsWhereTheJdkReaderFailed() {
    int lzw = 5;
    byte[] invalidData = new byte[100];
    Arrays.fill(invalidData, (byte) 0xff);
    byte[] file = TiffFile.gray(8, 8).compression(lzw).build(invalidData);

    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "TIFF decoder failed at about byte " + file.length, file);
  }

  @Test
  void decodesJpegDataInATiff() {
    byte[] jpeg = EncodedImages.grayJpeg(EncodedImages.gradient(48, 32), false);

    DecodeAssertions.assertClose(
        DecodeAssertions.pixels(jpeg), DecodeAssertions.pixels(HostileTiffs.withJpeg(jpeg)), 0);
  }

  @Test
  void aMissingReferenceBlackWhiteFieldIsNotDamage() {
    byte[] yellow = {(byte) 128, (byte) 128, (byte) 128};

    // field 530: no chroma subsampling
    assertColor(128, 128, 128, tiff(yellow, 8, TiffFile.PHOTOMETRIC, 6, 530, 0x10001));
  }

  private static void assertColor(int red, int green, int blue, byte[] file) {
    RgbImage image = DecodeAssertions.pixels(file);
    byte[] expected = {(byte) red, (byte) green, (byte) blue};
    assertEquals(Arrays.toString(expected), Arrays.toString(Arrays.copyOf(image.rgb(), 3)));
  }

  /** 16x16 pixels in a JPEG strip. */
  private static byte[] jpeg(int photometric, byte[] strip, int... fields) {
    return TiffFile.rgb(16, 16, 3)
        .compression(7)
        .fields(TiffFile.PHOTOMETRIC, photometric)
        .fields(fields)
        .build(strip);
  }

  /** 2x2 equal pixels. */
  private static byte[] tiff(byte[] pixel, int bits, int... fields) {
    byte[] data = EncodedImages.join(pixel, pixel, pixel, pixel);
    return TiffFile.rgb(2, 2, pixel.length).bits(bits).fields(fields).build(data);
  }

  private static int entry(ByteBuffer file, int tag) {
    int at = file.getInt(4) + 2;
    while ((file.getShort(at) & 0xffff) != tag) {
      at += 12;
    }
    return at;
  }
}
