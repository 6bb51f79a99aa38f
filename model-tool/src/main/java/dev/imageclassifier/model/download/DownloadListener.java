package dev.imageclassifier.model.download;

/** Receives the progress of a download, on the thread that downloads. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Called several times a second while data arrives, and at the end.
   *
   * @param bytes bytes of the file received so far, including those of an earlier attempt
   * @param total bytes of the complete file
   */
  void received(long bytes, long total);
}
