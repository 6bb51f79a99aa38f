package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;

/** Checks an image header against the limits of the settings, before memory is allocated. */
final class HeaderLimits {
  private HeaderLimits() {}

  static void check(ImageHeader header, DecodeSettings settings) throws ImageFormatException {
    long width = header.width();
    long height = header.height();
    if (width < 1 || height < 1) {
      throw ImageFormatException.corrupt("Invalid image size %dx%d".formatted(width, height));
    }
    if (Math.max(width, height) > settings.maxSide()) {
      throw new ImageFormatException(
          DeadLetterReason.SIDE_TOO_LONG,
          "Image size %dx%d exceeds the limit of %d pixels per side"
              .formatted(width, height, settings.maxSide()));
    }
    if (header.pixels() > settings.maxPixels()) {
      throw new ImageFormatException(
          DeadLetterReason.TOO_MANY_PIXELS,
          "Image size %dx%d exceeds the limit of %d pixels in total"
              .formatted(width, height, settings.maxPixels()));
    }
    if (header.frames() > settings.maxFrames()) {
      throw new ImageFormatException(
          DeadLetterReason.TOO_MANY_FRAMES,
          "Number of frames exceeds the limit of %d".formatted(settings.maxFrames()));
    }
    ImageHeader.Metadata metadata = header.metadata();
    checkBytes("Metadata", metadata.bytes(), settings.maxMetadataBytes());
    checkBytes("Colour profile", metadata.profileBytes(), settings.maxProfileBytes());
  }

  private static void checkBytes(String name, long bytes, long max) throws ImageFormatException {
    if (bytes > max) {
      throw new ImageFormatException(
          DeadLetterReason.TOO_MUCH_METADATA,
          "%s of %d bytes exceeds the limit of %d".formatted(name, bytes, max));
    }
  }
}
