package dev.imageclassifier.ingest.publish;

/**
 * Counters of one publisher.
 *
 * @param published files whose records the brokers have acknowledged
 * @param failed files and directories that were not published
 * @param skipped files that were not sent because their records already exist
 * @param bytes total size of the published images
 */
public record PublishTotals(long published, long failed, long skipped, long bytes) {}
