/**
 * Decodes untrusted image files into RGB pixels. {@link
 * dev.imageclassifier.runtime.decode.ImageDecoder} is the entry point: it detects the format,
 * checks the header against the limits and only then decodes.
 */
package dev.imageclassifier.runtime.decode;
