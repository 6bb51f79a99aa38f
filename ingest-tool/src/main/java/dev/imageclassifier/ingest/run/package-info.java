/**
 * One ingest run, from its files to their outcomes. {@code IngestRun} is the entry point. Joins
 * {@code files}, {@code publish}, {@code journal} and {@code outcomes}.
 */
package dev.imageclassifier.ingest.run;
