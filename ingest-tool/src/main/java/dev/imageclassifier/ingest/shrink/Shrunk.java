package dev.imageclassifier.ingest.shrink;

/**
 * A picture that was encoded anew, smaller.
 *
 * @param bytes the new file; not copied, nobody changes it
 * @param width what it was before, in pixels
 * @param height what it was before, in pixels
 */
@SuppressWarnings("ArrayRecordComponent")
public record Shrunk(byte[] bytes, int width, int height) {
  /** {@code 8000x6000}: what it was before. */
  public String before() {
    return width + "x" + height;
  }
}
