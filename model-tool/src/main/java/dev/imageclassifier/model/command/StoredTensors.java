package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.bundle.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The weights of a TorchScript file, as its archive lists them; no code of it runs. Trained tensors
 * lie below {@code data}, those of a frozen module below {@code constants}.
 *
 * @param tensors how many
 * @param bytes of all of them
 */
record StoredTensors(int tensors, long bytes) {
  private static final double MILLION = 1e6;

  static StoredTensors of(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> stored =
          zip.stream()
              .filter(entry -> entry.getName().matches("[^/]+/(data|constants)/\\d+"))
              .toList();
      return new StoredTensors(stored.size(), stored.stream().mapToLong(ZipEntry::getSize).sum());
    }
  }

  /** Numbers where each has four bytes; an int8 file mixes widths. */
  String size(Precision precision) {
    return precision == Precision.FP32
        ? String.format(Locale.ROOT, "%.2f million parameters", bytes / (MILLION * Float.BYTES))
        : String.format(Locale.ROOT, "%.2f MB of parameters", bytes / MILLION);
  }
}
