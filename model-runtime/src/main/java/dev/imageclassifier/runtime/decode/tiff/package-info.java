/**
 * TIFF files. Checks the first directory and its strips or tiles, then decodes with the JDK's
 * reader. JPEG data inside TIFF is parsed by the package {@code jpeg}.
 */
package dev.imageclassifier.runtime.decode.tiff;
