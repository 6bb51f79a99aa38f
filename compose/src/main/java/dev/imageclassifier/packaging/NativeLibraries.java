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
 * The native libraries of a container image, unpacked where {@code etc/dist/launch.sh} looks for
 * them. The program cannot unpack them at the start, because no directory of the container is both
 * writable and executable.
 *
 * @param directory the target directory
 */
record NativeLibraries(Path directory) {
  private static final List<String> LIBRARIES =
      List.of("libzstd-jni-", "libsnappyjava.", "liblz4-java.");
  private static final List<String> PLATFORMS =
      List.of(
          "linux/" + System.getProperty("os.arch") + "/",
          "Linux/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "/");

  /** Unpacks the libraries of Kafka's compression types. */
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
        String path = "/" + entry.getName();
        if (LIBRARIES.stream().anyMatch(name::startsWith)
            && PLATFORMS.stream().anyMatch(p -> path.endsWith("/" + p + name))) {
          try (InputStream content = open.getInputStream(entry)) {
            Files.copy(content, target.resolve(name));
          }
        }
      }
    }
  }

  /**
   * Unpacks libtorch and the image decoders by loading the model, which also verifies that the
   * model runs.
   */
  void unpackClassifier(ModelBundle bundle) throws IOException {
    System.setProperty("DJL_CACHE_DIR", directory.resolve("djl").toString());
    System.setProperty("ENGINE_CACHE_DIR", directory.resolve("djl").toString());
    Path unpacked = Files.createTempDirectory("javacpp");
    System.setProperty("org.bytedeco.javacpp.cachedir", unpacked.toString());
    var precision = bundle.files().keySet().iterator().next();
    var settings =
        ClassifierSettings.builder()
            .precision(precision)
            .topK(1)
            .maxBatch(1)
            .device(ClassifierSettings.Device.CPU)
            .decoding(DecodeSettings.DEFAULTS)
            .build();
    Classifier.load(bundle, settings).close();
    // JavaCPP always locks its cache for writing, so a read-only cache does not work
    move(unpacked, directory.resolve("lib"));
    makeReadableByAll();
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

  /** DJL creates directories for their owner only; the container runs as another user. */
  private void makeReadableByAll() throws IOException {
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
