/** Placeholder. */
package dev.imageclassifier.ingest;
