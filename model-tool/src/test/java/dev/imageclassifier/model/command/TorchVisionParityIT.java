package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.ForwardPass;
import dev.imageclassifier.runtime.predict.PredictException;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import dev.imageclassifier.testkit.CommandRun;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares a ResNet-18 of the export script in our pipeline with Pillow, TorchVision and PyTorch.
 * The test draws the images. The weights are random, so it compares logits instead of labels.
 */
class TorchVisionParityIT {
  private static final Path SCRIPTS = Path.of("../model-runtime/export").toAbsolutePath();
  private static final int CLASSES = 1000;

  @TempDir static Path directory;
  private static Path bundle;
  private static Path images;

  @BeforeAll
  static void exportModel() throws IOException, InterruptedException {
    String python = python();
    bundle = directory.resolve("resnet18-random");
    images = Files.createDirectory(directory.resolve("images"));
    draw(images);
    recode(python);
    run(
        python,
        directory.resolve("stdout.txt"),
        "export_resnet18.py",
        "--weights",
        "random",
        "--seed",
        7,
        "--calibration",
        "noise",
        "--output",
        bundle);
    for (Precision precision : Precision.values()) {
      run(
          python,
          reference(precision),
          "reference.py",
          "--logits",
          "--precision",
          precision.code(),
          bundle,
          images);
    }
  }

  @Test
  void fp32LogitsEqualTorchVision() throws IOException {
    Comparison all = compare(Precision.FP32, "");
    all.print("all");
    for (String format : List.of(".png", ".gif", "-lossless.webp")) {
      Comparison lossless = compare(Precision.FP32, format);
      lossless.print(format);
      assertTrue(lossless.max <= 1e-4, format + ": a logit differs by " + lossless.max);
      assertEquals(lossless.images, lossless.sameTop5, format);
    }
    for (String format : List.of("-baseline.jpg", "-progressive.jpg", "-lossy.webp")) {
      compare(Precision.FP32, format).print(format);
    }
    // two builds of libjpeg may round differently
    assertTrue(all.max <= 0.05, "a logit differs by " + all.max);
    // the comparison is meaningful only if different images have different logits
    double least = compare(Precision.FP32, ".png").minBetweenImages;
    assertTrue(least >= 0.1, "images differ by " + least);
  }

  /** Versions of libtorch round int8 sums differently, so few logits are equal. */
  @Test
  void int8LogitsAreCloseToTorchVision() throws IOException {
    Comparison int8 = compare(Precision.INT8, "");
    int8.print("all");
    assertTrue(int8.mean <= 0.05, "logits differ by " + int8.mean + " in the mean");
  }

  @Test
  void verifyReadsTheOutputOfTheReference() {
    CommandRun run =
        ModelRun.of("verify", "--model", bundle, "--golden", reference(Precision.FP32), images);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().contains("same Top-1          13 of 13 (100.0 %)"), run.lines().toString());
  }

  /**
   * The log-softmax of both pipelines.
   *
   * @param minBetweenImages smallest difference between two images, as the maximum over their
   *     logits
   */
  private record Comparison(
      Precision precision,
      int images,
      int sameTop1,
      int sameTop5,
      double mean,
      double max,
      double maxScore,
      double minBetweenImages) {

    void print(String which) {
      System.out.printf(
          Locale.ROOT,
          "random ResNet-18 %s, %s: %d images, same Top-1 %d, same Top-5 in order %d,"
              + " |Δ logit| mean %.2g max %.2g, max |Δ score| %.2g%n",
          precision.code(),
          which,
          images,
          sameTop1,
          sameTop5,
          mean,
          max,
          maxScore);
    }
  }

  private static Comparison compare(Precision precision, String suffix) throws IOException {
    List<double[]> expected = new ArrayList<>();
    List<byte[]> encoded = new ArrayList<>();
    for (String line : Files.readAllLines(reference(precision))) {
      JsonNode node = JsonPrinter.MAPPER.readTree(line);
      String file = node.get("file").textValue();
      if (file.endsWith(suffix)) {
        double[] logits = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
          logits[i] = node.get("logits").get(i).doubleValue();
        }
        expected.add(logSoftmax(logits));
        encoded.add(Files.readAllBytes(images.resolve(file)));
      }
    }
    List<double[]> actual = classify(precision, encoded);
    int sameTop1 = 0;
    int sameTop5 = 0;
    double sum = 0;
    double max = 0;
    double maxScore = 0;
    double minBetween = Double.MAX_VALUE;
    for (int image = 0; image < actual.size(); image++) {
      double[] ours = actual.get(image);
      double[] theirs = expected.get(image);
      double maxHere = greatest(ours, theirs);
      max = Math.max(max, maxHere);
      for (int i = 0; i < CLASSES; i++) {
        sum += Math.abs(ours[i] - theirs[i]);
        maxScore = Math.max(maxScore, Math.abs(Math.exp(ours[i]) - Math.exp(theirs[i])));
      }
      List<Integer> five = five(theirs);
      sameTop1 += five(ours).get(0).equals(five.get(0)) ? 1 : 0;
      sameTop5 += five(ours).equals(five) ? 1 : 0;
      for (int other = 0; other < image; other++) {
        minBetween = Math.min(minBetween, greatest(theirs, expected.get(other)));
      }
    }
    return new Comparison(
        precision,
        actual.size(),
        sameTop1,
        sameTop5,
        sum / actual.size() / CLASSES,
        max,
        maxScore,
        minBetween);
  }

  private static List<double[]> classify(Precision precision, List<byte[]> encoded) {
    ModelBundle loaded = BundleReader.read(bundle);
    ClassifierSettings settings =
        ClassifierSettings.builder().precision(precision).maxBatch(1).build();
    PreprocessSettings preprocessing = loaded.preprocessing();
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
    Preprocessor preprocessor = new Preprocessor(preprocessing);
    ByteBuffer tensor =
        ByteBuffer.allocateDirect(Float.BYTES * preprocessing.tensorLength())
            .order(ByteOrder.nativeOrder());
    List<double[]> results = new ArrayList<>();
    try (Classifier classifier = Classifier.load(loaded, settings);
        ForwardPass forwardPass = classifier.newForwardPass()) {
      for (byte[] image : encoded) {
        DecodedImage decoded = decoder.decode(image, preprocessing.resizeShort());
        preprocessor.write(decoded.image(), tensor.asFloatBuffer(), 0);
        float[] logits = forwardPass.run(tensor, 1);
        results.add(logSoftmax(IntStream.range(0, CLASSES).mapToDouble(i -> logits[i]).toArray()));
      }
    } catch (RejectedException | PredictException e) {
      throw new AssertionError(e);
    }
    return results;
  }

  private static double[] logSoftmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] shifted = logits.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= Math.log(sum);
    }
    return shifted;
  }

  private static double greatest(double[] one, double[] other) {
    double max = 0;
    for (int i = 0; i < one.length; i++) {
      max = Math.max(max, Math.abs(one[i] - other[i]));
    }
    return max;
  }

  private static List<Integer> five(double[] logits) {
    return Stream.iterate(0, i -> i < logits.length, i -> i + 1)
        .sorted((a, b) -> Double.compare(logits[b], logits[a]))
        .limit(5)
        .toList();
  }

  /** Draws landscapes and portraits, larger and smaller than the input, as PNG and JPEG. */
  private static void draw(Path directory) throws IOException {
    int[][] sizes = {{500, 375}, {333, 480}, {160, 120}, {640, 427}};
    for (int i = 0; i < sizes.length; i++) {
      BufferedImage image = new BufferedImage(sizes[i][0], sizes[i][1], BufferedImage.TYPE_INT_RGB);
      Random random = new Random(i);
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setPaint(
          new GradientPaint(0, 0, colour(random), sizes[i][0], sizes[i][1], colour(random)));
      graphics.fillRect(0, 0, sizes[i][0], sizes[i][1]);
      for (int shape = 0; shape < 40; shape++) {
        graphics.setColor(colour(random));
        graphics.fillOval(
            random.nextInt(sizes[i][0]),
            random.nextInt(sizes[i][1]),
            10 + random.nextInt(100),
            10 + random.nextInt(100));
      }
      graphics.dispose();
      for (String format : List.of("png", "jpg")) {
        ImageIO.write(image, format, directory.resolve(i + "." + format).toFile());
      }
    }
  }

  /** Adds one of the images in every format, written by Pillow. */
  private static void recode(String python) throws IOException, InterruptedException {
    Path single = Files.createDirectory(directory.resolve("single"));
    Files.copy(images.resolve("0.png"), single.resolve("0.png"));
    Path recoded = directory.resolve("recoded");
    run(python, directory.resolve("stdout.txt"), "recode.py", single, recoded);
    for (String[] each :
        new String[][] {
          {"jpeg/0.jpg", "0-baseline.jpg"},
          {"progressive/0.jpg", "0-progressive.jpg"},
          {"webp/0.webp", "0-lossy.webp"},
          {"webp-lossless/0.webp", "0-lossless.webp"},
          {"gif/0.gif", "0.gif"}
        }) {
      Files.move(recoded.resolve(each[0]), images.resolve(each[1]));
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }

  private static Path reference(Precision precision) {
    return directory.resolve(precision.code() + ".jsonl");
  }

  /** Finds a Python with torch and torchvision, or skips the test. */
  private static String python() throws IOException, InterruptedException {
    String probe =
        "import importlib.util as i; exit(not (i.find_spec('torch') and i.find_spec('torchvision')))";
    for (String python : List.of("/usr/bin/python3", "python3")) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", probe)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() == 0) {
          return python;
        }
      } catch (IOException e) {
        // no such program, try the next one
      }
    }
    Assumptions.abort("requires a python3 with torch and torchvision");
    throw new IllegalStateException();
  }

  /** Runs a script and writes its standard output to a file. */
  private static void run(String python, Path out, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    Stream.of(words).map(Object::toString).forEach(command::add);
    Path err = directory.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(SCRIPTS.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertEquals(0, process.waitFor(), () -> command + ": " + read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
