/**
 * Models are directories: found by name or path, verified against their digests, and read into a
 * {@link dev.imageclassifier.runtime.bundle.ModelBundle}. No model code runs here.
 */
package dev.imageclassifier.runtime.bundle;
