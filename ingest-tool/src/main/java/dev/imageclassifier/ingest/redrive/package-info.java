/**
 * Redrives dead letters, each at most once. The journal stores a redrive as started, Kafka commits
 * the batch in one transaction, and the journal stores it as committed. After a crash the next
 * redrive looks for the unfinished records in the target topic.
 */
package dev.imageclassifier.ingest.redrive;
