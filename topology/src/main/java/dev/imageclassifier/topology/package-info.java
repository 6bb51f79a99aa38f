/** Placeholder. */
package dev.imageclassifier.topology;
