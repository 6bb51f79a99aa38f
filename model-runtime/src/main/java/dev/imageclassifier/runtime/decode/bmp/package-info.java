/** BMP files. Checks the header, then decodes with the JDK's reader. */
package dev.imageclassifier.runtime.decode.bmp;
