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
    return new Header(layout.width, layout.height, layout.metadataBytes, layout.orientation);
  }

  @Override
  public void decode(byte[] file, Header header, int wantedShortSide, Pixels pixels, Damage damage)
      throws BrokenPicture {
    WebpLayout layout = WebpLayout.of(file, new Damage());
    byte[] bare = bare(file, layout);
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

  /** A first frame smaller than its canvas lies on black, as libwebp leaves it. */
  private static void onCanvas(WebpLayout layout, Pixels pixels) throws BrokenPicture {
    byte[] frame = Arrays.copyOf(pixels.rgb(), 3 * layout.frameWidth * layout.frameHeight);
    byte[] rgb = pixels.reserve(layout.width, layout.height, 3);
    Arrays.fill(rgb, 0, 3 * layout.width * layout.height, (byte) 0);
    int row = 3 * layout.frameWidth;
    for (int y = 0; y < layout.frameHeight; y++) {
      int to = 3 * ((layout.top + y) * layout.width + layout.left);
      System.arraycopy(frame, y * row, rgb, to, row);
    }
  }
}
