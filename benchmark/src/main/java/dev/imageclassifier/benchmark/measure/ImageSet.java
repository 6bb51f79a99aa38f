package dev.imageclassifier.benchmark.measure;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.demo.DemoImages;
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
 * Encoded images in memory. The rows use them in order and start again after the last one.
 *
 * @param source where the images come from, for the report
 * @param images encoded files, at least one
 */
public record ImageSet(String source, List<byte[]> images) {
  private static final List<int[]> MIXED_SIZES =
      List.of(
          new int[] {64, 48},
          new int[] {320, 240},
          new int[] {500, 375},
          new int[] {1024, 768},
          new int[] {2048, 1536});

  /** The photographs of the demo as JPEGs of this size. */
  public static ImageSet ofSize(int width, int height) {
    return new ImageSet(
        "photographs, %dx%d JPEG".formatted(width, height), DemoImages.scaled(width, height));
  }

  /** The photographs of the demo at five sizes from 64×48 to 2048×1536, and one truncated file. */
  public static ImageSet mixedSizes() {
    List<byte[]> images = new ArrayList<>();
    for (int[] size : MIXED_SIZES) {
      images.addAll(DemoImages.scaled(size[0], size[1]));
    }
    byte[] whole = images.get(images.size() / 2);
    images.add(Arrays.copyOf(whole, whole.length / 2));
    return new ImageSet("photographs, 64x48 to 2048x1536 JPEG, 1 of 56 truncated", images);
  }

  /**
   * All JPEG files in a directory and its subdirectories, sorted by path.
   *
   * @throws UserError if the directory contains no JPEG file or cannot be read
   */
  public static ImageSet of(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<byte[]> images = new ArrayList<>();
      for (Path file : tree.filter(ImageSet::isJpeg).sorted().toList()) {
        images.add(Files.readAllBytes(file));
      }
      if (images.isEmpty()) {
        throw new UserError(
            "No JPEG files found in " + directory + ": choose another directory with --images.");
      }
      return new ImageSet(directory.toString(), images);
    } catch (IOException e) {
      throw new UserError(
          "Cannot read directory " + directory + ": " + ErrorText.reason(e) + ".", e);
    }
  }

  /** The image with this number; numbers beyond the last image start again at the first. */
  public byte[] at(long number) {
    return images.get((int) (number % images.size()));
  }

  /** {@code count} images, starting with number {@code first}. */
  public List<byte[]> slice(long first, int count) {
    List<byte[]> slice = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      slice.add(at(first + i));
    }
    return slice;
  }

  /** Writes the images into a directory for another process. The file names keep the order. */
  public Path writeTo(Path directory) {
    try {
      Files.createDirectories(directory);
      for (int i = 0; i < images.size(); i++) {
        Files.write(directory.resolve(String.format(Locale.ROOT, "%06d.jpg", i)), images.get(i));
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the images to " + directory, e);
    }
  }

  /** Mean size of a file. */
  public long meanBytes() {
    return images.stream().mapToLong(image -> image.length).sum() / images.size();
  }

  private static boolean isJpeg(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".jpg") || name.endsWith(".jpeg"));
  }
}
