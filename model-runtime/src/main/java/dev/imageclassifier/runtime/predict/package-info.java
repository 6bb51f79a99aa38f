/**
 * From tensor to labels, and the whole way from bytes to labels for a batch. The only package that
 * names DJL types, and none of them is public.
 */
package dev.imageclassifier.runtime.predict;
