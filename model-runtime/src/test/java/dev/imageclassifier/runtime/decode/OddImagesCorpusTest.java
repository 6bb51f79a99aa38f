package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Compares the outcomes of unusual, damaged and malicious files with those of Pillow 9.4. */
class OddImagesCorpusTest {
  private static final double MAX_SECONDS = 10;

  /** Maximum difference of the mean of all samples, 0 to 255. */
  private static final double TOLERANCE = 0.02;

  /** Details of rejections of files that Pillow decodes, with the reason for each rejection. */
  private static final Map<String, String> STRICTER =
      Map.ofEntries(
          Map.entry("Decoder warning", "the pixels are damaged; Pillow does not warn"),
          Map.entry("Wrong checksum of the PNG", "Pillow does not check IDAT chunks"),
          Map.entry("PNG has no end chunk", "Pillow stops at the last row"),
          Map.entry("PNG chunk of", "Pillow stops at the last row"),
          Map.entry("Image size 16x25085", "above the limit per side"),
          Map.entry(
              "Invalid size 0x0 of the first GIF frame", "Pillow returns an image without data"),
          Map.entry("TIFF data of", "libtiff accepts truncated strips"),
          Map.entry("Deflate data at", "libtiff accepts truncated strips"),
          Map.entry("Invalid Deflate data", "libtiff accepts damaged strips"),
          Map.entry("TIFF declares no position", "libtiff accepts missing strips"),
          Map.entry("TIFF decoder failed", "the JDK rejects what libtiff accepts"),
          Map.entry("Unsupported format: Netpbm", "not supported"));

  /** Formats and files that are decoded although Pillow rejects them, and the reason. */
  private static final Map<String, String> LENIENT =
      Map.of(
          "TIFF", "the JDK decodes what libtiff rejects; TIFF is off by default",
          "pillow/png_decompression_dos.png", "the text bomb in its metadata is never inflated");

  @Test
  void decodesWhatPillowDecodes() throws IOException {
    Path directory = Corpus.path("odd-pictures");
    List<String> lines = Files.readAllLines(Corpus.path("golden/odd-pictures-pillow.csv"));
    ImageDecoder decoder =
        new ImageDecoder(DecodeAssertions.allFormats().applyOrientation(false).build());
    Map<String, Integer> totals = new TreeMap<>();
    List<Executable> checks = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      byte[] file = Files.readAllBytes(directory.resolve(row[0]));
      String comparison = compare(decoder, row, file);
      totals.merge(comparison.replaceAll(":.*", ""), 1, Integer::sum);
      checks.add(() -> assertTrue(!comparison.startsWith("WRONG"), row[0] + " " + comparison));
    }
    System.out.println("Corpus compared with Pillow: " + totals);
    assertAll(checks);
  }

  @Test
  void everyFileEndsInTimeWithEitherPolicy() throws IOException {
    for (DamagedPolicy policy : DamagedPolicy.values()) {
      ImageDecoder decoder =
          new ImageDecoder(DecodeAssertions.allFormats().damaged(policy).build());
      for (Path path : Corpus.files(Corpus.path("odd-pictures"))) {
        byte[] file = Files.readAllBytes(path);
        double seconds =
            DecodeAssertions.cpuSeconds(() -> DecodeAssertions.tryDecode(decoder, file));
        assertTrue(seconds < MAX_SECONDS, path + " needs " + seconds + " s");
      }
    }
  }

  @Test
  void allOrientationsOfAPhotoGiveTheSameImage() throws IOException {
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
    for (String name : new String[] {"Landscape", "Portrait"}) {
      double[] first = null;
      for (int orientation : new int[] {1, 3, 6, 8}) {
        Path path = Corpus.path("odd-pictures/exif/" + name + "_" + orientation + ".jpg");
        RgbImage image = DecodeAssertions.decoded(decoder, Files.readAllBytes(path)).image();
        assertEquals(name.equals("Landscape"), image.width() > image.height(), path + "");
        // the upper left quarter differs between the four orientations
        double[] corner = means(quarter(image));
        first = first == null ? corner : first;
        for (int band = 0; band < 3; band++) {
          assertEquals(first[band], corner[band], 2.0, path + " band " + band);
        }
      }
    }
  }

  private static String compare(ImageDecoder decoder, String[] row, byte[] file) {
    try {
      return decoded(row, decoder.decode(file, 256));
    } catch (RejectedException e) {
      return rejected(row, e.outcome());
    }
  }

  private static String decoded(String[] row, DecodedImage decoded) {
    boolean pillowReads = row[8].isEmpty();
    if (!pillowReads) {
      boolean known = LENIENT.containsKey(row[0]) || LENIENT.containsKey(decoded.format().name());
      return known ? "decoded by us only" : "WRONG: decoded, but Pillow reports " + row[8];
    }
    RgbImage image = decoded.image();
    if (image.width() != Integer.parseInt(row[3]) || image.height() != Integer.parseInt(row[4])) {
      return "WRONG: size " + image;
    }
    double[] means = means(image);
    double worst = 0;
    for (int band = 0; band < 3; band++) {
      worst = Math.max(worst, Math.abs(means[band] - Double.parseDouble(row[5 + band])));
    }
    return worst > TOLERANCE ? "WRONG: mean differs by " + worst : "equal";
  }

  private static String rejected(String[] row, Outcome.Rejected rejection) {
    if (!row[8].isEmpty()) {
      return "rejected by both";
    }
    boolean known = STRICTER.keySet().stream().anyMatch(rejection.detail()::startsWith);
    return known ? "rejected by us only" : "WRONG: " + rejection;
  }

  private static RgbImage quarter(RgbImage image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(image.rgb(), 3 * y * image.width(), rgb, 3 * y * width, 3 * width);
    }
    return new RgbImage(width, height, rgb);
  }

  private static double[] means(RgbImage image) {
    long[] sums = new long[3];
    int length = 3 * image.width() * image.height();
    for (int i = 0; i < length; i++) {
      sums[i % 3] += image.rgb()[i] & 0xff;
    }
    double pixels = length / 3.0;
    return new double[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
  }
}
