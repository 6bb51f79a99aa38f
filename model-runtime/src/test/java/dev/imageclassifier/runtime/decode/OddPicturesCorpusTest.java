package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Odd, damaged and hostile files, against what Pillow 9.4 makes of them. */
class OddPicturesCorpusTest {
  private static final double MOST_SECONDS = 10;

  /** Of 255: both sides compute the mean of all pixels. */
  private static final double TOLERANCE = 0.02;

  /** Starts of the refusals of files that Pillow reads, and why they are right. */
  private static final Map<String, String> STRICTER =
      Map.ofEntries(
          Map.entry("the decoder warns", "the pixels are damaged: Pillow shows no warning"),
          Map.entry("the checksum of the PNG", "Pillow checks no IDAT chunk"),
          Map.entry("the PNG ends after", "Pillow stops at the last row"),
          Map.entry("the PNG chunk at byte", "Pillow stops at the last row"),
          Map.entry("the header states 16x25085", "longer than the longest side allowed"),
          Map.entry("the GIF's first frame states 0x0", "Pillow makes up a picture without data"),
          Map.entry("the TIFF's ", "strips that are cut or damaged: libtiff fills them up"),
          Map.entry("the TIFF decoder failed", "the JDK stops where libtiff guesses"),
          Map.entry("the file is Netpbm", "a format of its own that nobody sends"));

  /** What is read though Pillow refuses it. */
  private static final Map<String, String> LENIENT =
      Map.of(
          "TIFF", "the JDK reads what libtiff will not; TIFF is off by default",
          "pillow/png_decompression_dos.png", "the text bomb in its metadata is never inflated");

  @Test
  void whatPillowReadsWeReadAlike() throws IOException {
    Path folder = Corpus.path("odd-pictures");
    List<String> lines = Files.readAllLines(Corpus.path("golden/odd-pictures-pillow.csv"));
    ImageDecoder decoder = new ImageDecoder(Reading.settings(DamagedPolicy.DEAD_LETTER, false));
    Map<String, Integer> totals = new TreeMap<>();
    List<Executable> checks = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      byte[] file = Files.readAllBytes(folder.resolve(row[0]));
      String verdict =
          decoder
              .decode(file, 256)
              .fold(decoded -> decoded(row, decoded), refusal -> refused(row, refusal));
      totals.merge(verdict.replaceAll(":.*", ""), 1, Integer::sum);
      checks.add(() -> assertTrue(!verdict.startsWith("WRONG"), row[0] + " " + verdict));
    }
    System.out.println("odd pictures against Pillow: " + totals);
    assertAll(checks);
  }

  @Test
  void everyFileEndsInTimeUnderEitherPolicy() throws IOException {
    for (DamagedPolicy policy : DamagedPolicy.values()) {
      ImageDecoder decoder = new ImageDecoder(Reading.settings(policy, true));
      for (Path path : Corpus.files(Corpus.path("odd-pictures"))) {
        byte[] file = Files.readAllBytes(path);
        double seconds = Reading.cpuSeconds(() -> decoder.decode(file, 256));
        assertTrue(seconds < MOST_SECONDS, path + " takes " + seconds + " s");
      }
    }
  }

  @Test
  void orientationsOfOnePhotoAreOnePicture() throws IOException {
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
    for (String name : new String[] {"Landscape", "Portrait"}) {
      double[] first = null;
      for (int orientation : new int[] {1, 3, 6, 8}) {
        Path path = Corpus.path("odd-pictures/exif/" + name + "_" + orientation + ".jpg");
        RgbImage picture = Reading.decoded(decoder, Files.readAllBytes(path)).picture();
        assertEquals(name.equals("Landscape"), picture.width() > picture.height(), path + "");
        // the upper left quarter tells the four apart
        double[] corner = means(quarter(picture));
        first = first == null ? corner : first;
        for (int band = 0; band < 3; band++) {
          assertEquals(first[band], corner[band], 2.0, path + " band " + band);
        }
      }
    }
  }

  private static String decoded(String[] row, ReadOutcome.Decoded decoded) {
    boolean pillowReads = row[8].isEmpty();
    if (!pillowReads) {
      boolean known = LENIENT.containsKey(row[0]) || LENIENT.containsKey(decoded.format().name());
      return known ? "read by us alone" : "WRONG: read, but Pillow says " + row[8];
    }
    RgbImage picture = decoded.picture();
    if (picture.width() != Integer.parseInt(row[3])
        || picture.height() != Integer.parseInt(row[4])) {
      return "WRONG: size " + picture;
    }
    double[] means = means(picture);
    double worst = 0;
    for (int band = 0; band < 3; band++) {
      worst = Math.max(worst, Math.abs(means[band] - Double.parseDouble(row[5 + band])));
    }
    return worst > TOLERANCE ? "WRONG: mean differs by " + worst : "alike";
  }

  private static String refused(String[] row, Refusal refusal) {
    if (!row[8].isEmpty()) {
      return "refused by both";
    }
    boolean known = STRICTER.keySet().stream().anyMatch(refusal.detail()::startsWith);
    return known ? "refused by us alone" : "WRONG: " + refusal;
  }

  private static RgbImage quarter(RgbImage picture) {
    int width = picture.width() / 2;
    int height = picture.height() / 2;
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(picture.rgb(), 3 * y * picture.width(), rgb, 3 * y * width, 3 * width);
    }
    return new RgbImage(width, height, rgb);
  }

  private static double[] means(RgbImage picture) {
    long[] sums = new long[3];
    int length = 3 * picture.width() * picture.height();
    for (int i = 0; i < length; i++) {
      sums[i % 3] += picture.rgb()[i] & 0xff;
    }
    double pixels = length / 3.0;
    return new double[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
  }
}
