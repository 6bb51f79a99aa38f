package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.bundle.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The weights in the archive of a TorchScript file: below {@code data}, or below {@code constants}
 * in a frozen module. Reading them runs no model code.
 *
 * @param tensors number of tensors
 * @param bytes total size
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

  /** Returns the number of parameters of an fp32 file, or the size of an int8 file. */
  String size(Precision precision) {
    return precision == Precision.FP32
        ? String.format(Locale.ROOT, "%.2f million parameters", bytes / (MILLION * Float.BYTES))
        : String.format(Locale.ROOT, "%.2f MB of parameters", bytes / MILLION);
  }
}
