/** PNG files. Inflates, unfilters and converts row by row. */
package dev.imageclassifier.runtime.decode.png;
