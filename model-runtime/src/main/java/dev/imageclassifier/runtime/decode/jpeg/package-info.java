/**
 * JPEG files. Parses and sanitizes the markers, then decodes with the JDK's reader or Leptonica.
 */
package dev.imageclassifier.runtime.decode.jpeg;
