package dev.imageclassifier.runtime.decode.codec;

/**
 * The memory that decoding needs, in bytes per pixel.
 *
 * @param heapPerPixel bytes on the heap for each decoded pixel
 * @param nativePerPixel bytes outside the heap for each stored pixel
 */
public record MemoryCost(int heapPerPixel, int nativePerPixel) {

  /** The RGB pixels on the heap and nothing else. */
  public static final MemoryCost RGB_ONLY = new MemoryCost(3, 0);
}
