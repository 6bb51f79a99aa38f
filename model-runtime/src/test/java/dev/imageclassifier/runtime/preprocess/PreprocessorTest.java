package dev.imageclassifier.runtime.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with values recorded from Pillow and TorchVision by make_preprocess_oracle.py. */
class PreprocessorTest {

  static Stream<String> crops() {
    return oracle("crop ");
  }

  static Stream<String> normals() {
    return oracle("normal ");
  }

  @ParameterizedTest
  @MethodSource("crops")
  void cropEqualsTorchVision(String line) {
    String[] words = line.split(" ", -1);
    int width = Integer.parseInt(words[1]);
    int height = Integer.parseInt(words[2]);
    PreprocessSettings preprocessing =
        preprocessing(
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]),
            Integer.parseInt(words[5]),
            0.5f,
            0.5f);
    byte[] expected = HexFormat.of().parseHex(words[6]);

    RgbImage crop = new Preprocessor(preprocessing).crop(noise(width, height));

    assertArrayEquals(expected, crop.rgb());
  }

  @ParameterizedTest
  @MethodSource("normals")
  void floatsEqualTorchBitForBit(String line) {
    String[] words = line.split(" ", -1);
    byte[] ramp = new byte[3 * 256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i / 3);
    }
    PreprocessSettings preprocessing =
        PreprocessSettings.builder()
            .width(16)
            .height(16)
            .resizeShort(16)
            .mean(List.of(0f, 0f, Float.parseFloat(words[1])))
            .std(List.of(1f, 1f, Float.parseFloat(words[2])))
            .build();
    FloatBuffer tensor = tensor(1, preprocessing);

    new Preprocessor(preprocessing).write(new RgbImage(16, 16, ramp), tensor, 0);

    for (int value = 0; value < 256; value++) {
      assertEquals(
          Integer.parseInt(words[3 + value]),
          Float.floatToRawIntBits(tensor.get(2 * 256 + value)),
          "byte " + value);
    }
  }

  @Test
  void writesPlanesToItsSlotOnly() {
    PreprocessSettings preprocessing = preprocessing(2, 2, 2, 0f, 1f);
    FloatBuffer tensor = tensor(3, preprocessing);
    byte[] rgb = {(byte) 255, 0, 51, (byte) 255, 0, 51, (byte) 255, 0, 51, (byte) 255, 0, 51};

    new Preprocessor(preprocessing).write(new RgbImage(2, 2, rgb), tensor, 1);

    float[] all = new float[36];
    tensor.get(0, all);
    float[] expected = new float[36];
    for (int i = 0; i < 4; i++) {
      expected[12 + i] = 1f;
      expected[20 + i] = 0.2f;
    }
    assertArrayEquals(expected, all);
    assertEquals(0, tensor.position());
  }

  @Test
  void rejectsASlotOutsideOfTheTensor() {
    PreprocessSettings preprocessing = preprocessing(2, 2, 2, 0f, 1f);
    FloatBuffer tensor = tensor(1, preprocessing);
    Preprocessor preprocessor = new Preprocessor(preprocessing);

    assertThrows(IndexOutOfBoundsException.class, () -> preprocessor.write(noise(4, 4), tensor, 1));
  }

  @Test
  void aPaddedCropContainsNoPixelsOfThePreviousImage() {
    Preprocessor preprocessor = new Preprocessor(preprocessing(4, 8, 8, 0f, 1f));
    byte[] first = preprocessor.crop(noise(6, 5)).rgb();
    preprocessor.crop(noise(60, 5));

    assertArrayEquals(first, preprocessor.crop(noise(6, 5)).rgb());
  }

  @Test
  void cropsVeryNarrowImages() {
    PreprocessSettings preprocessing = preprocessing(256, 224, 224, 0f, 1f);
    Preprocessor preprocessor = new Preprocessor(preprocessing);

    assertEquals(224, preprocessor.crop(noise(65_000, 1)).width());
    assertEquals(224, preprocessor.crop(noise(1, 65_000)).height());
  }

  private static PreprocessSettings preprocessing(
      int resize, int width, int height, float mean, float deviation) {
    return PreprocessSettings.builder()
        .width(width)
        .height(height)
        .resizeShort(resize)
        .mean(List.of(mean, mean, mean))
        .std(List.of(deviation, deviation, deviation))
        .build();
  }

  private static FloatBuffer tensor(int slots, PreprocessSettings preprocessing) {
    return ByteBuffer.allocateDirect(4 * slots * preprocessing.tensorLength())
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Returns the image of make_preprocess_oracle.py. */
  private static RgbImage noise(int width, int height) {
    long state = width * 65_537L + height;
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      state = state * 1_103_515_245L + 12_345 & 0x7fffffff;
      rgb[i] = (byte) (state >> 16);
    }
    return new RgbImage(width, height, rgb);
  }

  private static Stream<String> oracle(String kind) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PreprocessorTest.class.getResourceAsStream("preprocess-oracle.txt"),
                StandardCharsets.US_ASCII))) {
      return lines.lines().filter(line -> line.startsWith(kind)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
