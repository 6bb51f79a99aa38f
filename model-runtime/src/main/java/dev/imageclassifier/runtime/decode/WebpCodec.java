package dev.imageclassifier.runtime.decode;

import java.util.Arrays;

/**
 * WebP through libwebp, which is handed the bare bitstream only: no profile, no EXIF, no alpha
 * plane (it is dropped anyway), no animation.
 */
final class WebpCodec implements Codec {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  /** Groups of prefix codes, up to 12 KB each: libwebp's own encoder writes at most 2,600. */
  private static final int MOST_GROUPS = 4_096;

  private final Leptonica leptonica;

  WebpCodec(Leptonica leptonica) {
    this.leptonica = leptonica;
  }

  /** Of a lossless file libwebp keeps all pixels for itself, too: runs of them are copied later. */
  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    WebpLayout layout = WebpLayout.of(file, damage);
    return Header.of(layout.width, layout.height)
        .withFrames(layout.frames)
        .withMetadata(layout.metadataBytes, layout.profileBytes, layout.orientation)
        .withCost(3, layout.lossless ? 2 * Leptonica.COST : Leptonica.COST);
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws BrokenPicture {
    WebpLayout layout = WebpLayout.of(file, new Damage());
    checkGroups(file, layout);
    byte[] bare = bare(file, layout);
    pixels.reserve(layout.width, layout.height, 3);
    if (!leptonica.webp(bare, bare.length, pixels)) {
      throw BrokenPicture.corrupt("the WebP's compressed data is damaged: libwebp gives up");
    }
    if (layout.frameWidth != layout.width || layout.frameHeight != layout.height) {
      onCanvas(layout, pixels);
    }
  }

  private static void checkGroups(byte[] file, WebpLayout layout) throws BrokenPicture {
    if (layout.lossless) {
      int from = layout.imageAt + CHUNK_HEADER;
      int end = layout.imageAt + layout.imageLength;
      int groups = Vp8lGroups.count(file, from, end, layout.frameWidth, layout.frameHeight);
      if (groups > MOST_GROUPS) {
        throw BrokenPicture.corrupt(
            String.format(
                "the WebP has %d groups of prefix codes, more than %d", groups, MOST_GROUPS));
      }
    }
  }

  /** The frame's chunk in a file of its own. */
  private static byte[] bare(byte[] file, WebpLayout layout) {
    int length = layout.imageLength + (layout.imageLength & 1);
    byte[] bare = new byte[RIFF_HEADER + length];
    System.arraycopy(file, 0, bare, 0, RIFF_HEADER);
    little(bare, 4, length + 4);
    System.arraycopy(file, layout.imageAt, bare, RIFF_HEADER, layout.imageLength);
    little(bare, RIFF_HEADER + 4, layout.imageLength - 8);
    return bare;
  }

  private static void little(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  /**
   * A first frame smaller than its canvas lies on black, as libwebp leaves it. Works in the array
   * that was reserved for the canvas: no row moves towards the front, so the last one goes first.
   */
  private static void onCanvas(WebpLayout layout, Pixels pixels) throws BrokenPicture {
    byte[] rgb = pixels.reserve(layout.width, layout.height, 3);
    int row = 3 * layout.frameWidth;
    int end = 3 * layout.width * layout.height;
    for (int y = layout.frameHeight - 1; y >= 0; y--) {
      int to = 3 * ((layout.top + y) * layout.width + layout.left);
      System.arraycopy(rgb, y * row, rgb, to, row);
      Arrays.fill(rgb, to + row, end, (byte) 0);
      end = to;
    }
    Arrays.fill(rgb, 0, end, (byte) 0);
  }
}
