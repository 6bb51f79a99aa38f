/**
 * The journal: an SQLite database with ingest runs, their files, the outcomes that were read, and
 * the dead letters that were redriven. Several processes may use one journal at the same time. Uses
 * no other package of the module and no Kafka.
 *
 * <p>A write has reached the operating system when its method returns, so that a killed process
 * loses no write. After a power failure the last writes may be missing.
 */
package dev.imageclassifier.ingest.journal;
