/**
 * Runs models: from a tensor to labels, and from encoded images to outcomes. The only package with
 * DJL types, none of which is public.
 */
package dev.imageclassifier.runtime.predict;
