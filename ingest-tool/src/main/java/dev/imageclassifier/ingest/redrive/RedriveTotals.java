package dev.imageclassifier.ingest.redrive;

/**
 * The counters of a redrive.
 *
 * @param sent dead letters that were sent; in a dry run, those that would be sent
 * @param skipped dead letters that an earlier redrive has sent
 * @param failed dead letters that cannot be sent
 * @param bytes total size of the sent images
 */
public record RedriveTotals(long sent, long skipped, long failed, long bytes) {}
