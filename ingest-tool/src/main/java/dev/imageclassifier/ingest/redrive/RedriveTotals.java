package dev.imageclassifier.ingest.redrive;

/**
 * What became of the dead letters that were meant.
 *
 * @param sent sent again, or in a dry run: would be
 * @param already sent again before
 * @param refused not sent, and each was told
 * @param bytes length of the images sent
 */
public record RedriveTotals(long sent, long already, long refused, long bytes) {}
