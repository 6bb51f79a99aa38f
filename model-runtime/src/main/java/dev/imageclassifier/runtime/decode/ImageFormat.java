package dev.imageclassifier.runtime.decode;

import java.util.Locale;

/** The image formats that can be decoded. */
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  GIF,
  BMP,
  TIFF;

  /** The name in results and settings, lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in messages. */
  String displayName() {
    return this == WEBP ? "WebP" : name();
  }
}
