package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a small valid model directory. Tests change properties and files to make it invalid. */
public final class BundleBuilder {
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> moreProperties = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> digests = new LinkedHashMap<>();

  /** Creates a builder for a model with three classes and 8×8 pixels, without normalisation. */
  public BundleBuilder() {
    properties.put("engine", "PyTorch");
    properties.put("width", "8");
    properties.put("height", "8");
    properties.put("resizeShort", "8");
    properties.put("centerCrop", "true");
    properties.put("normalize", "0,0,0,1,1,1");
    properties.put("applySoftmax", "true");
    properties.put("topK", "2");
    properties.put("bundle.name", "test");
    properties.put("bundle.version", "7");
    properties.put("bundle.precision.fp32", "model.pt");
    labels("red\ngreen\nblue\n");
    model("colours");
  }

  /** Sets a key of {@code serving.properties}. Null removes it. */
  public BundleBuilder property(String key, String value) {
    if (value == null) {
      properties.remove(key);
    } else {
      properties.put(key, value);
    }
    return this;
  }

  /** Adds a line to {@code serving.properties}. */
  public BundleBuilder propertyLine(String line) {
    moreProperties.add(line);
    return this;
  }

  /** Sets {@code synset.txt}. */
  public BundleBuilder labels(String text) {
    return file("synset.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Uses the test resource {@code models/NAME.pt} as the model file. */
  public BundleBuilder model(String name) {
    try (InputStream in = BundleBuilder.class.getResourceAsStream("/models/" + name + ".pt")) {
      return file("model.pt", in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a file. Null removes it. */
  public BundleBuilder file(String name, byte[] content) {
    if (content == null) {
      files.remove(name);
    } else {
      files.put(name, content);
    }
    return this;
  }

  /** Sets the digest of a file, which may be wrong; null omits the file from the list. */
  public BundleBuilder digest(String name, String hex) {
    digests.put(name, hex);
    return this;
  }

  /** Creates the directory and writes all files. */
  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<String> lines = new ArrayList<>();
    properties.forEach((key, value) -> lines.add(key + "=" + value));
    lines.addAll(moreProperties);
    Map<String, byte[]> all = new LinkedHashMap<>(files);
    all.putIfAbsent(
        "serving.properties", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> file : all.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.write(path, file.getValue());
      if (!digests.containsKey(file.getKey())) {
        digests.put(file.getKey(), Digests.sha256(path));
      }
    }
    StringBuilder sums = new StringBuilder();
    digests.forEach((name, hex) -> sums.append(hex == null ? "" : hex + "  " + name + "\n"));
    Files.writeString(directory.resolve("SHA256SUMS"), sums);
    return directory;
  }
}
