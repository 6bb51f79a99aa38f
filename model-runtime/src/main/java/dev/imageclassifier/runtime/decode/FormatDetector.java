package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Detects the format of a file by its signature. File names and content types are ignored. */
final class FormatDetector {
  private static final List<Signature> UNSUPPORTED =
      List.of(
          Signature.of("PDF", "%PDF-"),
          Signature.of("JPEG XL", "\u00ff\n", "\0\0\0\u000cJXL \r\n\u0087\n"),
          Signature.of("JPEG 2000", "\0\0\0\u000cjP  \r\n\u0087\n", "\u00ffO\u00ffQ"),
          Signature.of("Photoshop PSD", "8BPS"),
          Signature.of("Windows icon", "\0\0\1\0", "\0\0\2\0\1\0"),
          Signature.of("BigTIFF", "II+\0", "MM\0+"),
          Signature.of(
              "Netpbm", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "P5 ", "P6 "),
          Signature.of("XPM", "/* XPM */"),
          Signature.of("PCX", "\n\5\1"),
          Signature.of("Sun raster", "Y\u00a6j\u0095"),
          Signature.of("OpenEXR", "v/1\u0001"),
          Signature.of("Radiance HDR", "#?RADIANCE"),
          Signature.of("DirectDraw surface", "DDS "),
          Signature.of("QOI", "qoif"),
          Signature.of("PostScript", "%!PS"),
          Signature.of("ZIP archive", "PK\u0003\u0004"),
          Signature.of("gzip archive", "\u001f\u008b"),
          Signature.of("GIMP XCF", "gimp xcf"),
          Signature.of("MNG", "\u008aMNG"),
          Signature.of("JNG", "\u008bJNG"),
          Signature.of("FLIF", "FLIF"));

  private FormatDetector() {}

  /**
   * Returns the format of a file.
   *
   * @throws ImageFormatException if the file has another format or an unknown one
   */
  static ImageFormat detect(byte[] file) throws ImageFormatException {
    if (Bytes.has(file, 0, "\u00ff\u00d8\u00ff")) {
      return ImageFormat.JPEG;
    }
    if (Bytes.has(file, 0, "\u0089PNG\r\n\u001a\n")) {
      return ImageFormat.PNG;
    }
    if (Bytes.has(file, 0, "RIFF") && Bytes.has(file, 8, "WEBP")) {
      return ImageFormat.WEBP;
    }
    if (Bytes.has(file, 0, "GIF87a") || Bytes.has(file, 0, "GIF89a")) {
      return ImageFormat.GIF;
    }
    if (Bytes.has(file, 0, "BM")) {
      return ImageFormat.BMP;
    }
    if (Bytes.has(file, 0, "II*\0") || Bytes.has(file, 0, "MM\0*")) {
      return ImageFormat.TIFF;
    }
    if (Bytes.has(file, 1, "PNG")) {
      throw ImageFormatException.corrupt(
          "Damaged PNG signature: the file was changed in transit, probably by a text transfer");
    }
    Optional<String> unsupported = unsupported(file);
    if (unsupported.isPresent()) {
      throw ImageFormatException.unsupported("Unsupported format: " + unsupported.get());
    }
    throw new ImageFormatException(DeadLetterReason.NOT_AN_IMAGE, "Unknown file signature");
  }

  /** The name of a known format that cannot be decoded. */
  private static Optional<String> unsupported(byte[] file) {
    if (Bytes.has(file, 4, "ftyp")) {
      return Optional.of(isoMediaFormat(file));
    }
    return UNSUPPORTED.stream()
        .filter(signature -> signature.matches(file))
        .map(Signature::format)
        .findFirst()
        .or(() -> isSvg(file) ? Optional.of("SVG") : Optional.empty());
  }

  /** ISO base media files contain their brand after "ftyp". */
  private static String isoMediaFormat(byte[] file) {
    if (Bytes.has(file, 8, "avif") || Bytes.has(file, 8, "avis")) {
      return "AVIF";
    }
    for (String brand : new String[] {"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"}) {
      if (Bytes.has(file, 8, brand)) {
        return "HEIC";
      }
    }
    return Bytes.has(file, 8, "crx ") ? "Canon CR3" : "ISO media file (video)";
  }

  private static boolean isSvg(byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 1024), StandardCharsets.ISO_8859_1);
    String text = start.stripLeading();
    return text.startsWith("<svg") || (text.startsWith("<?xml") && start.contains("<svg"));
  }

  private record Signature(String format, List<String> magics) {
    static Signature of(String format, String... magics) {
      return new Signature(format, List.of(magics));
    }

    boolean matches(byte[] file) {
      return magics.stream().anyMatch(magic -> Bytes.has(file, 0, magic));
    }
  }
}
