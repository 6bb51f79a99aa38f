/**
 * From tensor to labels, and the whole way from bytes to labels for a batch. The one package that
 * runs models through DJL; none of its types is public.
 */
package dev.imageclassifier.runtime.predict;
