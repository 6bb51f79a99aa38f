package dev.imageclassifier.ingest.journal;

/**
 * One file of a run.
 *
 * @param source absolute path of the file
 * @param key key of the record, or null if none was created
 * @param failure why the file was not published, or null
 * @param outcome outcome of the record, or null if it is pending
 */
public record ReportRow(String source, String key, String failure, StoredOutcome outcome) {}
