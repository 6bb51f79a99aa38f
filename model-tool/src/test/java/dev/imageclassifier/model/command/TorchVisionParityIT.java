package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.testkit.CommandRun;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The export script's ResNet-18 in our pipeline against the same in Pillow, TorchVision and
 * PyTorch, on pictures made here. The weights are random, so logits are compared and not labels.
 */
class TorchVisionParityIT {
  private static final Path SCRIPTS = Path.of("export").toAbsolutePath();
  private static final int CLASSES = 1000;
  private static final int BATCH = 2;

  @TempDir static Path folder;
  private static Path bundle;
  private static Path pictures;

  @BeforeAll
  static void exportModel() throws IOException, InterruptedException {
    String python = python();
    bundle = folder.resolve("resnet18-random");
    pictures = Files.createDirectory(folder.resolve("pictures"));
    draw(pictures);
    recode(python);
    run(
        python,
        folder.resolve("stdout.txt"),
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
          pictures);
    }
  }

  @Test
  void fp32GivesTheLogitsOfTorchVision() throws IOException {
    Comparison all = compare(Precision.FP32, "");
    all.print("all");
    for (String format : List.of(".png", ".gif", "-lossless.webp")) {
      Comparison lossless = compare(Precision.FP32, format);
      lossless.print(format);
      assertTrue(lossless.most <= 1e-4, format + ": a logit differs by " + lossless.most);
      assertEquals(lossless.pictures, lossless.sameFive, format);
    }
    for (String format : List.of("-baseline.jpg", "-progressive.jpg", "-lossy.webp")) {
      compare(Precision.FP32, format).print(format);
    }
    // two builds of libjpeg may round differently
    assertTrue(all.most <= 0.05, "a logit differs by " + all.most);
    // what makes the figures above mean something: other pictures give other logits
    double least = compare(Precision.FP32, ".png").leastBetweenPictures;
    assertTrue(least >= 0.1, "pictures differ by " + least);
  }

  /** Another libtorch rounds int8 sums elsewhere, so that hardly a logit is the same. */
  @Test
  void int8IsAsCloseToTorchVisionAsItsStepsAreWide() throws IOException {
    Comparison int8 = compare(Precision.INT8, "");
    int8.print("all");
    assertTrue(int8.mean <= 0.05, "logits differ by " + int8.mean + " in the mean");
  }

  @Test
  void verifyReadsWhatTheReferenceWrites() {
    CommandRun run =
        ModelRun.of("verify", "--model", bundle, "--golden", reference(Precision.FP32), pictures);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().contains("same Top-1          13 of 13 (100.0 %)"), run.lines().toString());
  }

  /**
   * Logits of both pipelines, up to the constant that a softmax takes away.
   *
   * @param leastBetweenPictures greatest difference of a logit between two pictures, for the two
   *     that are closest
   */
  private record Comparison(
      Precision precision,
      int pictures,
      int sameFirst,
      int sameFive,
      double mean,
      double most,
      double mostScore,
      double leastBetweenPictures) {

    void print(String which) {
      System.out.printf(
          Locale.ROOT,
          "random ResNet-18 %s, %s: %d pictures, same Top-1 %d, same Top-5 in order %d,"
              + " |Δ logit| mean %.2g max %.2g, max |Δ score| %.2g%n",
          precision.code(),
          which,
          pictures,
          sameFirst,
          sameFive,
          mean,
          most,
          mostScore);
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
        encoded.add(Files.readAllBytes(pictures.resolve(file)));
      }
    }
    List<double[]> actual = classify(precision, encoded);
    int sameFirst = 0;
    int sameFive = 0;
    double sum = 0;
    double most = 0;
    double mostScore = 0;
    double leastBetween = Double.MAX_VALUE;
    for (int picture = 0; picture < actual.size(); picture++) {
      double[] ours = actual.get(picture);
      double[] theirs = expected.get(picture);
      double mostHere = greatest(ours, theirs);
      most = Math.max(most, mostHere);
      for (int i = 0; i < CLASSES; i++) {
        sum += Math.abs(ours[i] - theirs[i]);
        mostScore = Math.max(mostScore, Math.abs(Math.exp(ours[i]) - Math.exp(theirs[i])));
      }
      List<Integer> five = five(theirs);
      sameFirst += five(ours).get(0).equals(five.get(0)) ? 1 : 0;
      sameFive += five(ours).equals(five) ? 1 : 0;
      for (int other = 0; other < picture; other++) {
        leastBetween = Math.min(leastBetween, greatest(theirs, expected.get(other)));
      }
    }
    return new Comparison(
        precision,
        actual.size(),
        sameFirst,
        sameFive,
        sum / actual.size() / CLASSES,
        most,
        mostScore,
        leastBetween);
  }

  private static List<double[]> classify(Precision precision, List<byte[]> encoded) {
    ClassifierSettings settings =
        ClassifierSettings.builder()
            .precision(precision)
            .topK(CLASSES)
            .maxBatch(BATCH)
            .device(ClassifierSettings.Device.CPU)
            .decoding(DecodeSettings.DEFAULTS)
            .build();
    List<double[]> logits = new ArrayList<>();
    try (Classifier classifier = Classifier.load(BundleReader.read(bundle), settings);
        Session session = classifier.newSession()) {
      for (int i = 0; i < encoded.size(); i += BATCH) {
        for (Outcome outcome :
            session.classify(encoded.subList(i, Math.min(i + BATCH, encoded.size())))) {
          double[] scores = new double[CLASSES];
          for (Prediction prediction : ((Outcome.Labelled) outcome).predictions()) {
            scores[prediction.classIndex()] = Math.log(prediction.score());
          }
          logits.add(scores);
        }
      }
    }
    return logits;
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
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }

  private static List<Integer> five(double[] logits) {
    return Stream.iterate(0, i -> i < logits.length, i -> i + 1)
        .sorted((a, b) -> Double.compare(logits[b], logits[a]))
        .limit(5)
        .toList();
  }

  /** Landscapes and portraits, larger and smaller than the model's input; each as PNG and JPEG. */
  private static void draw(Path folder) throws IOException {
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
        ImageIO.write(image, format, folder.resolve(i + "." + format).toFile());
      }
    }
  }

  /** One drawn picture in every format, written by Pillow; they lie beside the others. */
  private static void recode(String python) throws IOException, InterruptedException {
    Path single = Files.createDirectory(folder.resolve("single"));
    Files.copy(pictures.resolve("0.png"), single.resolve("0.png"));
    Path recoded = folder.resolve("recoded");
    run(python, folder.resolve("stdout.txt"), "recode.py", single, recoded);
    for (String[] each :
        new String[][] {
          {"jpeg/0.jpg", "0-baseline.jpg"},
          {"progressive/0.jpg", "0-progressive.jpg"},
          {"webp/0.webp", "0-lossy.webp"},
          {"webp-lossless/0.webp", "0-lossless.webp"},
          {"gif/0.gif", "0.gif"}
        }) {
      Files.move(recoded.resolve(each[0]), pictures.resolve(each[1]));
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }

  private static Path reference(Precision precision) {
    return folder.resolve(precision.code() + ".jsonl");
  }

  /** A Python with torch and torchvision; the test is skipped, with the reason, without one. */
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
        // no such program; the next one may be there
      }
    }
    Assumptions.abort("no python3 with torch and torchvision: nothing to compare with");
    throw new IllegalStateException();
  }

  /** Runs a script to its end, its standard output into a file. */
  private static void run(String python, Path out, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    Stream.of(words).map(Object::toString).forEach(command::add);
    Path err = folder.resolve("stderr.txt");
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
