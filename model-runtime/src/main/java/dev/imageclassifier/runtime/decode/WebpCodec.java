package dev.imageclassifier.runtime.decode;

import java.util.Arrays;

/**
 * WebP through libwebp, which is handed the bare bitstream only: no profile, no EXIF, no alpha
 * plane (it is dropped anyway), no animation.
 */
final class WebpCodec implements Codec {
  private static final int RIFF_HEADER = 12;

  private final Leptonica leptonica;

  WebpCodec(Leptonica leptonica) {
    this.leptonica = leptonica;
  }

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    WebpLayout layout = WebpLayout.of(file, damage);
    return Header.of(layout.width, layout.height)
        .withFrames(layout.frames)
        .withMetadata(layout.metadataBytes, layout.profileBytes, layout.orientation)
        .withCost(3, Leptonica.COST);
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws BrokenPicture {
    WebpLayout layout = WebpLayout.of(file, new Damage());
    byte[] bare = bare(file, layout);
    pixels.reserve(layout.width, layout.height, 3);
    if (!leptonica.webp(bare, bare.length, pixels)) {
      throw BrokenPicture.corrupt("the WebP's compressed data is damaged: libwebp gives up");
    }
    if (layout.frameWidth != layout.width || layout.frameHeight != layout.height) {
      onCanvas(layout, pixels);
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
