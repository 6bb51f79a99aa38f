/**
 * One ingest run, from its files to their outcomes. {@code IngestRun} is the entry point. Combines
 * {@code files}, {@code publish}, {@code journal} and {@code outcomes}.
 */
package dev.imageclassifier.ingest.run;
