package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Compares large progressive JPEGs at half and at full size. Half the size is four times the short
 * side of the model, the smallest size that the decoder produces.
 */
class ReducedPhotosCorpusTest {
  private static final int SHORT_SIDE = 2048;
  private static final int EVERY = 20;

  /** Mean difference of a pixel value, of 255. */
  private static final double MAX_DIFFERENCE = 1.0;

  private static final double MAX_SCORE_CHANGE = 0.05;
  private static final double TIE = 0.02;
  private static final double NOISE = 8;

  @Test
  void labelsEqualThoseOfTheFullSize() throws IOException {
    List<Path> photos =
        Corpus.files(Corpus.path("photos")).stream()
            .filter(file -> file.toString().endsWith(".JPEG"))
            .toList();
    ModelBundle bundle = BundleReader.read(Corpus.path("models/imagenet-mobilenet-v2"));
    double sum = 0;
    double max = 0;
    double maxChange = 0;
    int count = 0;
    try (Classifier halves = load(bundle, DecodeSettings.DEFAULTS);
        Classifier wholes =
            load(bundle, DecodeAssertions.allFormats().fullSizeJpegs(true).build());
        Session half = halves.newSession();
        Session all = wholes.newSession()) {
      for (int i = 0; i < photos.size(); i += EVERY) {
        String name = photos.get(i).getFileName().toString();
        byte[] file = large(ImageIO.read(photos.get(i).toFile()), i);
        double difference = difference(file, bundle.preprocessing());
        assertTrue(difference <= MAX_DIFFERENCE, name + " differs by " + difference);
        List<Prediction> expected = labels(all, file);
        List<Prediction> actual = labels(half, file);
        if (expected.get(0).score() - expected.get(1).score() >= TIE) {
          assertEquals(expected.get(0).classIndex(), actual.get(0).classIndex(), name);
        }
        double change = Math.abs(expected.get(0).score() - actual.get(0).score());
        assertTrue(change <= MAX_SCORE_CHANGE, name + ": the score changed by " + change);
        maxChange = Math.max(maxChange, change);
        max = Math.max(max, difference);
        sum += difference;
        count++;
      }
    }
    System.out.printf(
        "%d reduced photos: mean |difference| %.2f of 255, of one photo at most %.2f; score at most"
            + " %.4f%n",
        count, sum / count, max, maxChange);
    assertTrue(count >= 10, "too few photos: " + count);
  }

  private static double difference(byte[] file, PreprocessSettings preprocessing) {
    byte[] expected =
        crop(file, DecodeAssertions.allFormats().fullSizeJpegs(true).build(), preprocessing, 1);
    byte[] actual = crop(file, DecodeSettings.DEFAULTS, preprocessing, 2);
    long sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs((expected[i] & 0xff) - (actual[i] & 0xff));
    }
    return (double) sum / actual.length;
  }

  private static byte[] crop(
      byte[] file, DecodeSettings settings, PreprocessSettings preprocessing, int reduction) {
    DecodedImage decoded =
        DecodeAssertions.decoded(new ImageDecoder(settings), file, preprocessing.resizeShort());
    assertEquals(decoded.storedWidth() / reduction, decoded.image().width());
    return new Preprocessor(preprocessing).crop(decoded.image()).rgb();
  }

  /**
   * Scales a photo to a short side of {@link #SHORT_SIDE} and adds noise like that of a small
   * sensor.
   */
  private static byte[] large(BufferedImage photo, long seed) throws IOException {
    double scale = (double) SHORT_SIDE / Math.min(photo.getWidth(), photo.getHeight());
    int width = 2 * (int) Math.rint(photo.getWidth() * scale / 2);
    int height = 2 * (int) Math.rint(photo.getHeight() * scale / 2);
    BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = large.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(photo, 0, 0, width, height, null);
    graphics.dispose();
    addNoise(((DataBufferByte) large.getRaster().getDataBuffer()).getData(), seed);
    return progressive(large);
  }

  private static void addNoise(byte[] samples, long seed) {
    Random random = new Random(seed);
    double[] noise = random.doubles(1 << 16).map(any -> NOISE * random.nextGaussian()).toArray();
    for (int i = 0; i < samples.length; i++) {
      int value = (samples[i] & 0xff) + (int) Math.rint(noise[random.nextInt(noise.length)]);
      samples[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static Classifier load(ModelBundle bundle, DecodeSettings decoding) {
    return Classifier.load(
        bundle, ClassifierSettings.builder().maxBatch(1).decoding(decoding).build());
  }

  private static List<Prediction> labels(Session session, byte[] file) {
    return ((Outcome.Labelled) session.classify(List.of(file)).get(0)).predictions();
  }
}
