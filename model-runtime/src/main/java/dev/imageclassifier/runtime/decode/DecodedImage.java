package dev.imageclassifier.runtime.decode;

/**
 * A decoded image.
 *
 * @param format the format, detected by the file signature
 * @param storedWidth width in the header, before orientation and reduction, pixels
 * @param storedHeight height in the header, pixels
 * @param damaged whether the file was damaged and the settings accept damaged images
 * @param image the pixels, upright
 */
public record DecodedImage(
    ImageFormat format, int storedWidth, int storedHeight, boolean damaged, RgbImage image) {}
