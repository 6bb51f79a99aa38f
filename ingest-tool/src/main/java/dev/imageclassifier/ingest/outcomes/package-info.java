/**
 * Reads results and dead letters from their topics and prints them. Joins no consumer group and
 * commits no offset, so that reading has no effect on other consumers.
 */
package dev.imageclassifier.ingest.outcomes;
