/** GIF files. Decodes the first frame onto the logical screen. */
package dev.imageclassifier.runtime.decode.gif;
