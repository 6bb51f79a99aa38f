package dev.imageclassifier.ingest.journal;

import java.util.Optional;

/**
 * One file of a run.
 *
 * @param source the file
 * @param key the record's key; null where none was made
 * @param failure why it was not published; null where it was
 * @param outcome what became of it
 */
public record ReportRow(
    String source, String key, String failure, Optional<StoredOutcome> outcome) {}
