package dev.imageclassifier.runtime.decode;

/** Reads encoded pictures. Not thread-safe: one per thread. */
public final class PictureReader {
  private final ReadSettings settings;

  /** A reader with these limits. */
  public PictureReader(ReadSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads one picture. Never throws on bad bytes.
   *
   * @param encoded the file, byte for byte; null and empty are refusals
   * @param wantedShortSide the short side that preprocessing will resize to; formats that can
   *     decode at a reduced size may do so as long as both sides stay well above it
   * @return pixels that stay valid until the next call on this reader, or a refusal
   */
  public ReadOutcome read(byte[] encoded, int wantedShortSide) {
    throw new UnsupportedOperationException("not yet: " + settings);
  }
}
