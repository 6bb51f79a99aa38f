/**
 * Which files to send, in a stable order and with bounded memory: files, folders, lists, and
 * archives that are read without unpacking. Opens a file only when its turn comes. Knows nothing of
 * Kafka or of command lines.
 */
package dev.imageclassifier.ingest.files;
