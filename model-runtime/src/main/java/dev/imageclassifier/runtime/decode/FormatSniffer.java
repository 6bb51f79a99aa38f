package dev.imageclassifier.runtime.decode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Recognises formats by their magic bytes; a name or a content type is never believed. */
final class FormatSniffer {
  private static final List<Foreign> FOREIGN =
      List.of(
          Foreign.of("PDF", "%PDF-"),
          Foreign.of("JPEG XL", "\u00ff\n", "\0\0\0\u000cJXL \r\n\u0087\n"),
          Foreign.of("JPEG 2000", "\0\0\0\u000cjP  \r\n\u0087\n", "\u00ffO\u00ffQ"),
          Foreign.of("Photoshop PSD", "8BPS"),
          Foreign.of("Windows icon", "\0\0\1\0", "\0\0\2\0\1\0"),
          Foreign.of("BigTIFF", "II+\0", "MM\0+"),
          Foreign.of(
              "Netpbm", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "P5 ", "P6 "),
          Foreign.of("XPM", "/* XPM */"),
          Foreign.of("PCX", "\n\5\1"),
          Foreign.of("Sun raster", "Y\u00a6j\u0095"),
          Foreign.of("OpenEXR", "v/1\u0001"),
          Foreign.of("Radiance HDR", "#?RADIANCE"),
          Foreign.of("DirectDraw surface", "DDS "),
          Foreign.of("QOI", "qoif"),
          Foreign.of("PostScript", "%!PS"),
          Foreign.of("ZIP archive", "PK\u0003\u0004"),
          Foreign.of("gzip archive", "\u001f\u008b"),
          Foreign.of("GIMP XCF", "gimp xcf"),
          Foreign.of("MNG", "\u008aMNG"),
          Foreign.of("JNG", "\u008bJNG"),
          Foreign.of("FLIF", "FLIF"));

  private FormatSniffer() {}

  /** The format, if it is one that can be read at all. */
  static Optional<ImageFormat> readable(byte[] file) {
    if (Bytes.has(file, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (Bytes.has(file, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(ImageFormat.PNG);
    }
    if (Bytes.has(file, 0, "RIFF") && Bytes.has(file, 8, "WEBP")) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (Bytes.has(file, 0, "GIF87a") || Bytes.has(file, 0, "GIF89a")) {
      return Optional.of(ImageFormat.GIF);
    }
    if (Bytes.has(file, 0, "BM")) {
      return Optional.of(ImageFormat.BMP);
    }
    if (Bytes.has(file, 0, "II*\0") || Bytes.has(file, 0, "MM\0*")) {
      return Optional.of(ImageFormat.TIFF);
    }
    return Optional.empty();
  }

  /** The name of a format that is known but never read, for the refusal's sentence. */
  static Optional<String> foreign(byte[] file) {
    if (Bytes.has(file, 4, "ftyp")) {
      return Optional.of(mediaBrand(file));
    }
    for (Foreign format : FOREIGN) {
      for (String magic : format.magics) {
        if (Bytes.has(file, 0, magic)) {
          return Optional.of(format.label);
        }
      }
    }
    return looksLikeSvg(file) ? Optional.of("SVG") : Optional.empty();
  }

  /** Whether a transfer that changed line ends or dropped high bits left its mark on a PNG. */
  static boolean mangledPng(byte[] file) {
    return Bytes.has(file, 1, "PNG");
  }

  /** ISO base media files name their brand behind "ftyp". */
  private static String mediaBrand(byte[] file) {
    if (Bytes.has(file, 8, "avif") || Bytes.has(file, 8, "avis")) {
      return "AVIF";
    }
    for (String brand : new String[] {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"}) {
      if (Bytes.has(file, 8, brand)) {
        return "HEIC";
      }
    }
    return Bytes.has(file, 8, "crx ") ? "Canon CR3" : "an ISO media file (video)";
  }

  private static boolean looksLikeSvg(byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 1024), StandardCharsets.ISO_8859_1);
    String text = start.stripLeading();
    return text.startsWith("<svg") || (text.startsWith("<?xml") && start.contains("<svg"));
  }

  private record Foreign(String label, List<String> magics) {
    static Foreign of(String label, String... magics) {
      return new Foreign(label, List.of(magics));
    }
  }
}
