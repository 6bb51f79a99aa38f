package dev.imageclassifier.ingest.publish;

/**
 * What became of the files.
 *
 * @param run id of the run, as in the header {@code ingest.run}
 * @param published files that the brokers have acknowledged
 * @param failed files and folders that were not published
 * @param skipped files that need not be sent, for they were before
 * @param bytes total length of the published images
 * @param seconds wall time from the first file to the last acknowledgement
 */
public record PublishTotals(
    String run, long published, long failed, long skipped, long bytes, double seconds) {
  /** Published images per second of wall time; 0 where no time has passed. */
  public double imagesPerSecond() {
    return seconds > 0 ? published / seconds : 0;
  }
}
