package dev.imageclassifier.runtime.decode.webp;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;

/**
 * The chunks of a WebP file (RFC 9649) that are needed to decode it. Uses only the first frame of
 * an animation. Alpha and metadata are skipped.
 */
final class WebpStructure {
  private static final int FRAME_HEADER = 16;

  /** Size of the canvas, pixels. */
  int width;

  int height;

  /** Position of the frame on the canvas, and its size as declared in its bitstream. */
  int left;

  int top;
  int frameWidth;
  int frameHeight;

  /** Position and length of the "VP8 " or "VP8L" chunk, including its header. */
  int imageAt;

  int imageLength;
  boolean lossless;

  /** Number of animation frames; 1 if there is no animation. */
  int frames = 1;

  private long metadataBytes;
  private long profileBytes;
  private int orientation = ExifOrientation.UPRIGHT;
  private boolean extended;
  private int animationFrames;

  private WebpStructure() {}

  /** Parses the chunks. Records truncation as damage. */
  static WebpStructure parse(byte[] file, Damage damage) throws ImageFormatException {
    WebpStructure structure = new WebpStructure();
    long declared = Bytes.u32le(file, 4) + 8;
    if (declared > file.length) {
      damage.truncated(
          "WebP of %d bytes is truncated after %d bytes".formatted(declared, file.length));
    }
    structure.readChunks(file, 12, (int) Math.min(declared, file.length), false, damage);
    if (structure.imageAt == 0) {
      throw ImageFormatException.corrupt(
          "WebP has no image data in %d bytes".formatted(file.length));
    }
    structure.readFrameHeader(file);
    if (!structure.extended) {
      structure.width = structure.frameWidth;
      structure.height = structure.frameHeight;
    }
    if (structure.left + structure.frameWidth > structure.width
        || structure.top + structure.frameHeight > structure.height) {
      throw ImageFormatException.corrupt(
          "WebP frame of %dx%d pixels does not fit on its canvas of %dx%d"
              .formatted(
                  structure.frameWidth, structure.frameHeight, structure.width, structure.height));
    }
    return structure;
  }

  ImageHeader header() {
    return new ImageHeader(
        width, height, frames, new ImageHeader.Metadata(metadataBytes, profileBytes, orientation));
  }

  private void readChunks(byte[] file, int from, int end, boolean inFrame, Damage damage)
      throws ImageFormatException {
    long at = from;
    while (at + 8 <= end) {
      long length = Bytes.u32le(file, at + 4);
      if (at + 8 + length > end) {
        damage.truncated("WebP chunk of %d bytes at byte %d is truncated".formatted(length, at));
        length = end - at - 8;
      }
      if (!Bytes.has(file, at, "ANMF")) {
        readChunk(file, (int) at, (int) length);
      } else if (!inFrame) {
        readFrame(file, (int) at, (int) length, damage);
      }
      at += 8 + length + (length & 1);
    }
  }

  /** Reads an animation frame. Nested frames are ignored. */
  private void readFrame(byte[] file, int at, int length, Damage damage)
      throws ImageFormatException {
    frames = ++animationFrames;
    if (imageAt == 0) {
      left = 2 * Bytes.u24le(file, at + 8L);
      top = 2 * Bytes.u24le(file, at + 11L);
      readChunks(file, at + 8 + FRAME_HEADER, at + 8 + length, true, damage);
    }
  }

  private void readChunk(byte[] file, int at, int length) throws ImageFormatException {
    if (Bytes.has(file, at, "VP8X")) {
      extended = true;
      width = Bytes.u24le(file, at + 12L) + 1;
      height = Bytes.u24le(file, at + 15L) + 1;
    } else if (Bytes.has(file, at, "VP8 ") || Bytes.has(file, at, "VP8L")) {
      if (imageAt == 0) {
        imageAt = at;
        imageLength = 8 + length;
        lossless = file[at + 3] == 'L';
      }
    } else if (Bytes.has(file, at, "ICCP")) {
      profileBytes += length;
    } else if (!Bytes.has(file, at, "ALPH")) {
      metadataBytes += length;
      if (Bytes.has(file, at, "EXIF")) {
        int exif = Bytes.has(file, at + 8L, "Exif\0\0") ? at + 14 : at + 8;
        orientation = ExifOrientation.of(file, exif, at + 8 + length);
      }
    }
  }

  private void readFrameHeader(byte[] file) throws ImageFormatException {
    long at = imageAt + 8L;
    if (lossless) {
      if (Bytes.u8(file, at) != 0x2f) {
        throw ImageFormatException.corrupt(
            "Missing signature of lossless WebP data at byte %d".formatted(at));
      }
      long bits = Bytes.u32le(file, at + 1);
      frameWidth = (int) (bits & 0x3fff) + 1;
      frameHeight = (int) (bits >> 14 & 0x3fff) + 1;
    } else {
      if (!Bytes.has(file, at + 3, "\u009d\u0001*")) {
        throw ImageFormatException.corrupt(
            "Missing key frame of lossy WebP data at byte %d".formatted(at));
      }
      frameWidth = Bytes.u16le(file, at + 6) & 0x3fff;
      frameHeight = Bytes.u16le(file, at + 8) & 0x3fff;
    }
  }
}
