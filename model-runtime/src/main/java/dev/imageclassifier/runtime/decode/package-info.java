/**
 * From hostile bytes to pixels: look at the magic bytes, then at the header's dimensions, and only
 * then decode. What cannot be read is a {@link dev.imageclassifier.runtime.decode.Refusal}, a value
 * and not an exception. Looks at no other package of the module.
 */
package dev.imageclassifier.runtime.decode;
