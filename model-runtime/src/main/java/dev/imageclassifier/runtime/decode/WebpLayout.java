package dev.imageclassifier.runtime.decode;

/**
 * The chunks of a WebP file that matter (RFC 9649). Of an animation only the first frame; alpha and
 * metadata are passed over.
 */
final class WebpLayout {
  private static final int FRAME_HEADER = 16;

  /** Canvas, pixels. */
  int width;

  int height;

  /** Where the frame lies on the canvas; width and height as its own bitstream states them. */
  int left;

  int top;
  int frameWidth;
  int frameHeight;

  /** The "VP8 " or "VP8L" chunk: position of its four letters and its whole length. */
  int imageAt;

  int imageLength;
  boolean lossless;

  /** Frames of an animation; 1 where there is none. */
  int frames = 1;

  long metadataBytes;
  long profileBytes;
  int orientation = ExifOrientation.UPRIGHT;
  private boolean extended;
  private int animationFrames;

  private WebpLayout() {}

  /** Walks the chunks and notes a cut. */
  static WebpLayout of(byte[] file, Damage damage) throws BrokenPicture {
    WebpLayout layout = new WebpLayout();
    long stated = Bytes.u32le(file, 4) + 8;
    if (stated > file.length) {
      damage.truncated(
          "the WebP states " + stated + " bytes, but the file ends after " + file.length);
    }
    layout.chunks(file, 12, (int) Math.min(stated, file.length), false, damage);
    if (layout.imageAt == 0) {
      throw BrokenPicture.corrupt("the WebP has no picture in " + file.length + " bytes");
    }
    layout.frame(file);
    if (!layout.extended) {
      layout.width = layout.frameWidth;
      layout.height = layout.frameHeight;
    }
    if (layout.left + layout.frameWidth > layout.width
        || layout.top + layout.frameHeight > layout.height) {
      throw BrokenPicture.corrupt(
          String.format(
              "the WebP frame of %dx%d pixels does not fit on its canvas of %dx%d",
              layout.frameWidth, layout.frameHeight, layout.width, layout.height));
    }
    return layout;
  }

  private void chunks(byte[] file, int from, int end, boolean inFrame, Damage damage)
      throws BrokenPicture {
    long at = from;
    while (at + 8 <= end) {
      long length = Bytes.u32le(file, at + 4);
      if (at + 8 + length > end) {
        damage.truncated("the WebP chunk at byte " + at + " needs " + length + " bytes");
        length = end - at - 8;
      }
      if (!Bytes.has(file, at, "ANMF")) {
        chunk(file, (int) at, (int) length);
      } else if (!inFrame) {
        frame(file, (int) at, (int) length, damage);
      }
      at += 8 + length + (length & 1);
    }
  }

  /** A frame of an animation; frames inside frames are no frames. */
  private void frame(byte[] file, int at, int length, Damage damage) throws BrokenPicture {
    frames = ++animationFrames;
    if (imageAt == 0) {
      left = 2 * Bytes.u24le(file, at + 8L);
      top = 2 * Bytes.u24le(file, at + 11L);
      chunks(file, at + 8 + FRAME_HEADER, at + 8 + length, true, damage);
    }
  }

  private void chunk(byte[] file, int at, int length) throws BrokenPicture {
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

  private void frame(byte[] file) throws BrokenPicture {
    long at = imageAt + 8L;
    if (lossless) {
      if (Bytes.u8(file, at) != 0x2f) {
        throw BrokenPicture.corrupt("the lossless WebP has no signature at byte " + at);
      }
      long bits = Bytes.u32le(file, at + 1);
      frameWidth = (int) (bits & 0x3fff) + 1;
      frameHeight = (int) (bits >> 14 & 0x3fff) + 1;
    } else {
      if (!Bytes.has(file, at + 3, "\u009d\u0001*")) {
        throw BrokenPicture.corrupt("the lossy WebP has no key frame at byte " + at);
      }
      frameWidth = Bytes.u16le(file, at + 6) & 0x3fff;
      frameHeight = Bytes.u16le(file, at + 8) & 0x3fff;
    }
  }
}
