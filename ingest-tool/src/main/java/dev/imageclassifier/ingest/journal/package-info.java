/**
 * What became of every file, kept on disk across crashes: an SQLite database with runs, their
 * files, the outcomes that were read, and the dead letters that were sent again. Several processes
 * may use one journal at a time. Knows nothing of Kafka or of command lines.
 *
 * <p>Every write is one transaction that has reached the operating system when its method returns:
 * a killed process loses none. A power cut may lose the last moments, and never the rest.
 */
package dev.imageclassifier.ingest.journal;
