/**
 * From topics back to people: read every partition without a group, and write each label or dead
 * deadLetter as one line. Nothing here commits an offset, so reading changes nothing.
 */
package dev.imageclassifier.ingest.outcomes;
