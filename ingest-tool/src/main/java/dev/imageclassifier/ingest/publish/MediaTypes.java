package dev.imageclassifier.ingest.publish;

import java.nio.charset.StandardCharsets;

/** Derives the media type from a file's first bytes. Readers must not rely on it. */
public final class MediaTypes {
  /** Media type of an unknown file signature. */
  public static final String UNKNOWN = "application/octet-stream";

  private MediaTypes() {}

  /** Returns the media type of {@code file}, or {@link #UNKNOWN}. */
  public static String of(byte[] file) {
    if (starts(file, 0, "\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (starts(file, 0, "\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (starts(file, 0, "GIF87a") || starts(file, 0, "GIF89a")) {
      return "image/gif";
    }
    if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
      return "image/webp";
    }
    if (starts(file, 0, "II*\0") || starts(file, 0, "MM\0*")) {
      return "image/tiff";
    }
    if (starts(file, 4, "ftyp")) {
      return isoMedia(file);
    }
    return starts(file, 0, "BM") ? "image/bmp" : UNKNOWN;
  }

  private static String isoMedia(byte[] file) {
    if (starts(file, 8, "avif") || starts(file, 8, "avis")) {
      return "image/avif";
    }
    return starts(file, 8, "hei") || starts(file, 8, "hev") || starts(file, 8, "mif1")
        ? "image/heic"
        : UNKNOWN;
  }

  private static boolean starts(byte[] file, int from, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (file.length < from + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (file[from + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
