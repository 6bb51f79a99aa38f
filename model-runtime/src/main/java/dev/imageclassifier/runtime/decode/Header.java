package dev.imageclassifier.runtime.decode;

/**
 * What a file says about its picture before any pixel is decoded.
 *
 * @param width pixels in a row as stored, as the file states it: unchecked
 * @param height rows as stored, unchecked
 * @param metadataBytes bytes of metadata and colour profile that the file carries
 * @param orientation EXIF orientation, 1 to 8; 1 where the file has none or a senseless one
 */
record Header(long width, long height, long metadataBytes, int orientation) {

  long pixels() {
    return width * height;
  }
}
