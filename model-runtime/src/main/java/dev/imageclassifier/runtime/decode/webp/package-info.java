/** WebP files. Parses the RIFF chunks, then decodes the bare bitstream with libwebp. */
package dev.imageclassifier.runtime.decode.webp;
