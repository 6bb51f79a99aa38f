package dev.imageclassifier.runtime.decode;

import java.util.Locale;

/** The picture formats that can be read, recognised by their magic bytes alone. */
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  GIF,
  BMP,
  TIFF;

  /** The name in results and settings: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
