package dev.imageclassifier.runtime.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  private static final String WHOLE_SIDE = "it must be a whole number from 1 to 4096";

  @TempDir Path temp;

  private final BundleBuilder builder = new BundleBuilder();

  @Test
  void everyKeyIsMapped() throws IOException {
    Path directory =
        builder
            .property("width", "10")
            .property("height", "12")
            .property("resizeShort", "14")
            .property("normalize", "0.1, 0.2, 0.3, 0.4, 0.5, 0.6")
            .property("topK", "5")
            .property("bundle.precision.int8", "small.pt")
            .file("small.pt", new byte[] {1})
            .write(temp.resolve("m"));

    ModelBundle bundle = BundleReader.read(directory);

    assertEquals(directory.toRealPath(), bundle.directory());
    assertEquals("test", bundle.name());
    assertEquals("7", bundle.version());
    assertEquals(
        Map.of(
            Precision.FP32, directory.toRealPath().resolve("model.pt"),
            Precision.INT8, directory.toRealPath().resolve("small.pt")),
        bundle.files());
    // printf '\001' | sha256sum
    assertEquals(
        "sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
        bundle.digests().get(Precision.INT8));
    assertEquals(
        PreprocessSettings.builder()
            .width(10)
            .height(12)
            .resizeShort(14)
            .mean(List.of(0.1f, 0.2f, 0.3f))
            .std(List.of(0.4f, 0.5f, 0.6f))
            .build(),
        bundle.preprocessing());
    assertEquals(5, bundle.topK());
    assertEquals(
        List.of("red", "green", "blue"), bundle.labels().stream().map(ClassLabel::label).toList());
  }

  @Test
  void readsLicenceAndAccuracy() throws IOException {
    builder.property("bundle.licence", "CC0-1.0").write(temp);
    ModelBundle bundle = BundleReader.read(temp);
    assertEquals("CC0-1.0", bundle.licence());
    assertEquals("", bundle.accuracy());

    String message = rejection(builder.property("bundle.accuracy", "x".repeat(201)));
    assertContains(message, "bundle.accuracy has 201 characters: the maximum is 200");
  }

  @Test
  void acceptsKeysOfDjlServing() throws IOException {
    builder.property("application", "cv/image_classification").write(temp);
    assertEquals("test", BundleReader.read(temp).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine         | TensorFlow        | it must be 'PyTorch'",
        "centerCrop     | false             | it must be 'true'",
        "applySoftmax   | false             | it must be 'true'",
        "width          | 0                 | " + WHOLE_SIDE,
        "width          | 4097              | " + WHOLE_SIDE,
        "height         | 22.4              | " + WHOLE_SIDE,
        "resizeShort    | -1                | " + WHOLE_SIDE,
        "topK           | all               | it must be a whole number from 1 to 2147483647",
        "normalize      | true              | it must be six comma-separated numbers",
        "normalize      | 0,0,0,1,1         | it must be six comma-separated numbers",
        "normalize      | 0,0,0,1,0,1       | it must be six comma-separated numbers",
        "normalize      | 0,0,NaN,1,1,1     | it must be six comma-separated numbers",
        "bundle.name    | ../evil           | it must be 1 to 100 letters",
        "bundle.version | a b               | it must be 1 to 100 letters",
        "bundle.precision.fp32 | ../model.pt | it must be a file in the model directory",
        "bundle.precision.fp32 | /etc/passwd | it must be a file in the model directory",
      })
  void rejectsAnInvalidValue(String key, String value, String mustBe) throws IOException {
    String message = rejection(builder.property(key, value));
    assertContains(message, "serving.properties: " + key + " is '" + value + "': " + mustBe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine",
        "width",
        "height",
        "resizeShort",
        "centerCrop",
        "normalize",
        "applySoftmax",
        "topK",
        "bundle.name",
        "bundle.version"
      })
  void rejectsAMissingKey(String key) throws IOException {
    assertContains(
        rejection(builder.property(key, null)),
        "serving.properties: " + key + " is missing: it must");
  }

  @Test
  void rejectsABundleWithoutAModelFile() throws IOException {
    assertContains(
        rejection(builder.property("bundle.precision.fp32", null)),
        "serving.properties: no model file: add bundle.precision.fp32 or bundle.precision.int8.");
  }

  @Test
  void rejectsAnUnknownKey() throws IOException {
    assertContains(
        rejection(builder.property("resizeshort", "8")),
        "serving.properties: resizeshort is not a known key: remove it or correct its name.");
  }

  @Test
  void rejectsADuplicateKey() throws IOException {
    assertContains(
        rejection(builder.propertyLine("width=8")),
        "serving.properties: width is set twice: remove one line.");
  }

  @Test
  void rejectsAnInvalidEscape() throws IOException {
    assertContains(
        rejection(builder.propertyLine("a=\\u00")),
        "serving.properties: invalid properties file: ");
  }

  @Test
  void rejectsALabelWithoutAName() throws IOException {
    assertContains(
        rejection(builder.labels("red\n\nn01440764\n")),
        "2 problems: (1) synset.txt: line 2 has no name: each line must contain one class"
            + " (2) synset.txt: line 3 has no name");
  }

  @Test
  void rejectsAnEmptyLabelFile() throws IOException {
    assertContains(
        rejection(builder.labels("")), "synset.txt is empty: it must contain one class per line.");
  }

  @Test
  void rejectsLabelsThatAreNotText() throws IOException {
    assertContains(
        rejection(builder.file("synset.txt", new byte[] {(byte) 0xff})),
        "synset.txt: is not UTF-8 text.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving.properties", "synset.txt", "SHA256SUMS"})
  void rejectsAMissingFile(String name) throws IOException {
    Path directory = builder.write(temp.resolve("m"));
    Files.delete(directory.resolve(name));
    assertContains(rejection(directory), name + ": cannot be read: no such file");
  }

  @Test
  void rejectsAMissingModelFile() throws IOException {
    Path directory = builder.write(temp.resolve("m"));
    Files.delete(directory.resolve("model.pt"));
    assertContains(rejection(directory), "SHA256SUMS: model.pt is listed but does not exist.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving.properties", "synset.txt", "model.pt"})
  void rejectsAChangedFile(String name) throws IOException {
    Path directory = builder.write(temp.resolve("m"));
    Files.write(
        directory.resolve(name),
        "\n".getBytes(StandardCharsets.UTF_8),
        java.nio.file.StandardOpenOption.APPEND);
    assertContains(rejection(directory), "SHA256SUMS: " + name + " has the digest ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving.properties", "synset.txt", "model.pt"})
  void rejectsAnUnlistedFile(String name) throws IOException {
    assertContains(
        rejection(builder.digest(name, null)),
        "SHA256SUMS: " + name + " is not listed: add it with its digest.");
  }

  @Test
  void rejectsAListedFileOutsideOfTheDirectory() throws IOException {
    Files.writeString(temp.resolve("outside"), "x");
    assertContains(
        rejection(builder.digest("../outside", "0".repeat(64))),
        "SHA256SUMS: ../outside is outside of the model directory.");
  }

  @Test
  void rejectsInvalidLinesOfDigests() throws IOException {
    Path directory = builder.write(temp.resolve("m"));
    Path sums = directory.resolve("SHA256SUMS");
    String good = Files.readString(sums);
    Files.writeString(sums, good + "hello\n" + good.lines().findFirst().orElseThrow() + "\n");
    assertContains(
        rejection(directory),
        "SHA256SUMS: line 4 must be a SHA-256 digest, two spaces and a file name");
    assertContains(rejection(directory), "is listed twice: remove one line");
  }

  @Test
  void reportsAllProblems() throws IOException {
    String message =
        rejection(
            builder
                .property("width", "x")
                .property("colour", "y")
                .labels("red\n\n")
                .digest("model.pt", "0".repeat(64)));
    assertContains(message, "Cannot use the model directory " + temp.resolve("m").toRealPath());
    assertContains(message, ": 4 problems: (1) serving.properties: width is 'x'");
    assertContains(message, "(2) serving.properties: colour is not a known key");
    assertContains(message, "(3) synset.txt: line 2");
    assertContains(message, "(4) SHA256SUMS: model.pt has the digest ");
    assertEquals(1, message.lines().count());
  }

  @Test
  void rejectsAMissingDirectory() {
    Path nowhere = temp.resolve("nowhere");
    assertEquals(
        "Cannot read the model directory " + nowhere + ": no such file.", rejection(nowhere));
  }

  @Test
  void resolvesALink() throws IOException {
    Path real = builder.write(temp.resolve("v1"));
    Path link = Files.createSymbolicLink(temp.resolve("current"), real);
    assertEquals(real.toRealPath(), BundleReader.read(link).directory());
  }

  private String rejection(BundleBuilder broken) throws IOException {
    return rejection(broken.write(temp.resolve("m")));
  }

  private static String rejection(Path directory) {
    return assertThrows(BundleException.class, () -> BundleReader.read(directory)).getMessage();
  }

  private static void assertContains(String message, String part) {
    assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
  }
}
