/**
 * The interface of the image formats and the code that several formats share: byte access, pixel
 * buffers, EXIF orientation, colour conversion, ImageIO and Leptonica.
 */
package dev.imageclassifier.runtime.decode.codec;
