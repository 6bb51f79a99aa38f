package dev.imageclassifier.packaging;

import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Native libraries, unpacked where {@code etc/dist/launch.sh} looks for them, so that nothing is
 * unpacked at the start: a container has no place that is both writable and executable.
 *
 * @param directory where they go
 */
record Natives(Path directory) {
  private static final List<String> LIBRARIES =
      List.of("libzstd-jni-", "libsnappyjava.", "liblz4-java.");
  private static final List<String> PLATFORMS =
      List.of(
          "linux/" + System.getProperty("os.arch") + "/",
          "Linux/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "/");

  /** The libraries of Kafka's compression types. */
  void unpackCompression(Path jars) throws IOException {
    Path target = Files.createDirectories(directory.resolve("lib"));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "*.jar")) {
      for (Path jar : found) {
        unpack(jar, target);
      }
    }
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = open.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        String folder = "/" + entry.getName();
        if (LIBRARIES.stream().anyMatch(name::startsWith)
            && PLATFORMS.stream().anyMatch(p -> folder.endsWith("/" + p + name))) {
          try (InputStream content = open.getInputStream(entry)) {
            Files.copy(content, target.resolve(name));
          }
        }
      }
    }
  }

  /**
   * libtorch and the picture decoders, by their own loaders, which is done by loading the model;
   * thereby it is known to run.
   */
  void unpackClassifier(ModelBundle bundle) throws IOException {
    System.setProperty("DJL_CACHE_DIR", directory.resolve("djl").toString());
    System.setProperty("ENGINE_CACHE_DIR", directory.resolve("djl").toString());
    Path unpacked = Files.createTempDirectory("javacpp");
    System.setProperty("org.bytedeco.javacpp.cachedir", unpacked.toString());
    var precision = bundle.files().keySet().iterator().next();
    var settings =
        ClassifierSettings.builder().precision(precision).topK(1).maxBatch(1).device(ClassifierSettings.Device.CPU).decoding(DecodeSettings.DEFAULTS).build();
    Classifier.load(bundle, settings).close();
    // JavaCPP locks its cache for writing even where nothing is missing, so it cannot be read-only
    move(unpacked, directory.resolve("lib"));
    readableByAll();
  }

  private static void move(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && path.getFileName().toString().contains(".so")) {
        Files.move(path, to.resolve(path.getFileName()));
      } else {
        Files.delete(path);
      }
    }
  }

  /** DJL makes its directories for their owner alone; the image's user is another. */
  private void readableByAll() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        if (Files.isDirectory(path)) {
          permissions.add(PosixFilePermission.GROUP_EXECUTE);
          permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
      }
    }
  }
}
