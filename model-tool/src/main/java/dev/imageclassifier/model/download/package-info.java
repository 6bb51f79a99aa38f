/**
 * Downloads published models and compares them with pinned digests. No other package of the project
 * downloads anything, and this one does so only for {@code model pull}.
 */
package dev.imageclassifier.model.download;
