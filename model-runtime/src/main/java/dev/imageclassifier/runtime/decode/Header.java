package dev.imageclassifier.runtime.decode;

/**
 * What a file says about its picture before any pixel is decoded.
 *
 * @param width pixels in a row as stored, as the file states it: unchecked
 * @param height rows as stored, unchecked
 * @param frames pictures in the file, as far as it tells without decoding
 * @param metadataBytes bytes of metadata that the file carries
 * @param profileBytes bytes of colour profile that the file carries
 * @param orientation EXIF orientation, 1 to 8; 1 where the file has none or a senseless one
 * @param heapPerPixel bytes of heap that decoding takes for each pixel
 * @param nativePerPixel bytes outside the heap that decoding takes for each pixel
 * @param reduction what both sides are divided by while decoding; 1 for the whole picture
 */
record Header(
    long width,
    long height,
    int frames,
    long metadataBytes,
    long profileBytes,
    int orientation,
    int heapPerPixel,
    int nativePerPixel,
    int reduction) {

  /** One upright frame without metadata, decoded into its RGB pixels and nothing else. */
  static Header of(long width, long height) {
    return new Header(width, height, 1, 0, 0, ExifOrientation.UPRIGHT, 3, 0, 1);
  }

  Header withFrames(int count) {
    return new Header(
        width,
        height,
        count,
        metadataBytes,
        profileBytes,
        orientation,
        heapPerPixel,
        nativePerPixel,
        reduction);
  }

  Header withMetadata(long bytes, long profile, int exifOrientation) {
    return new Header(
        width,
        height,
        frames,
        bytes,
        profile,
        exifOrientation,
        heapPerPixel,
        nativePerPixel,
        reduction);
  }

  Header withCost(int heap, int outside) {
    return new Header(
        width, height, frames, metadataBytes, profileBytes, orientation, heap, outside, reduction);
  }

  /** The same picture decoded with both sides divided. */
  Header reducedBy(int divisor) {
    return new Header(
        width,
        height,
        frames,
        metadataBytes,
        profileBytes,
        orientation,
        heapPerPixel,
        nativePerPixel,
        divisor);
  }

  /** Pixels as stored. */
  long pixels() {
    return width * height;
  }

  /** Pixels that come out of the decoder. */
  long decodedPixels() {
    return (width / reduction) * (height / reduction);
  }
}
