/**
 * Finds model directories by name or path, verifies their digests and reads them into a {@link
 * dev.imageclassifier.runtime.bundle.ModelBundle}. Does not run models.
 */
package dev.imageclassifier.runtime.bundle;
