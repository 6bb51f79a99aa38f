package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.Refusal.Reason;

/** Checks what a header states against the settings, before memory is taken. */
final class Limits {
  private Limits() {}

  static void check(Header header, DecodeSettings settings) throws BrokenPicture {
    long width = header.width();
    long height = header.height();
    String size = width + "x" + height + " pixels";
    if (width < 1 || height < 1) {
      throw BrokenPicture.corrupt("the header states " + size);
    }
    if (Math.max(width, height) > settings.maxSide()) {
      throw new BrokenPicture(
          Reason.SIDE_TOO_LONG,
          "the header states " + size + ", more than " + settings.maxSide() + " a side");
    }
    if (header.pixels() > settings.maxPixels()) {
      throw new BrokenPicture(
          Reason.TOO_MANY_PIXELS,
          "the header states " + size + ", more than " + settings.maxPixels() + " altogether");
    }
    if (header.frames() > settings.maxFrames()) {
      throw new BrokenPicture(
          Reason.TOO_MANY_FRAMES, "the file has more than " + settings.maxFrames() + " frames");
    }
    atMost("metadata", header.metadataBytes(), settings.maxMetadataBytes());
    atMost("the colour profile", header.profileBytes(), settings.maxProfileBytes());
  }

  private static void atMost(String what, long bytes, long most) throws BrokenPicture {
    if (bytes > most) {
      throw new BrokenPicture(
          Reason.TOO_MUCH_METADATA, what + " takes " + bytes + " bytes, more than " + most);
    }
  }
}
