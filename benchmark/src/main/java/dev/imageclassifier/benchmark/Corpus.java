package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.demo.scenes.SceneFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The pictures that are measured with, in memory, taken again from the first as often as needed.
 *
 * @param source where they come from, for the report
 * @param pictures encoded files, at least one
 */
record Corpus(String source, List<byte[]> pictures) {
  private static final List<int[]> MIXED =
      List.of(
          new int[] {64, 48},
          new int[] {320, 240},
          new int[] {500, 375},
          new int[] {1024, 768},
          new int[] {2048, 1536});

  /** The project's own scenes at this size. */
  static Corpus drawn(int width, int height) {
    return new Corpus("drawn, " + width + "x" + height + " JPEG", SceneFolder.jpegs(width, height));
  }

  /** The scenes at five sizes from 64×48 to 2048×1536, and one picture that is cut off. */
  static Corpus mixed() {
    List<byte[]> pictures = new ArrayList<>();
    for (int[] size : MIXED) {
      pictures.addAll(SceneFolder.jpegs(size[0], size[1]));
    }
    byte[] whole = pictures.get(pictures.size() / 2);
    pictures.add(Arrays.copyOf(whole, whole.length / 2));
    return new Corpus("drawn, 64x48 to 2048x1536 JPEG, one in 51 damaged", pictures);
  }

  /**
   * The JPEG files in a folder and below it, by name.
   *
   * @throws UserError when there are none
   */
  static Corpus of(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<byte[]> pictures = new ArrayList<>();
      for (Path file : tree.filter(Corpus::isJpeg).sorted().toList()) {
        pictures.add(Files.readAllBytes(file));
      }
      if (pictures.isEmpty()) {
        throw new UserError(
            "There is no JPEG in " + folder + ": give --pictures a folder of some.");
      }
      return new Corpus(folder.toString(), pictures);
    } catch (IOException e) {
      throw new UserError(
          "The folder " + folder + " cannot be read: " + ErrorText.reason(e) + ".", e);
    }
  }

  /** The one at {@code index}, around and around. */
  byte[] at(long index) {
    return pictures.get((int) (index % pictures.size()));
  }

  /** {@code count} of them, from {@code first} on. */
  List<byte[]> slice(long first, int count) {
    List<byte[]> slice = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      slice.add(at(first + i));
    }
    return slice;
  }

  /** Writes them into a folder, in their order, and answers it. */
  Path writtenTo(Path folder) {
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < pictures.size(); i++) {
        Files.write(folder.resolve(String.format(Locale.ROOT, "%06d.jpg", i)), pictures.get(i));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The pictures cannot be written for another process.", e);
    }
  }

  long meanBytes() {
    return pictures.stream().mapToLong(picture -> picture.length).sum() / pictures.size();
  }

  private static boolean isJpeg(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".jpg") || name.endsWith(".jpeg"));
  }
}
