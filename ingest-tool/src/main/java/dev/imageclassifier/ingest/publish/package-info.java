/**
 * Reads files, publishes each one as a record, and counts every file as published, failed or
 * skipped. Uses {@code files}.
 */
package dev.imageclassifier.ingest.publish;
