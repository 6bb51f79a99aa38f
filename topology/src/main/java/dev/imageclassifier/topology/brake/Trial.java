package dev.imageclassifier.topology.brake;

/**
 * Tries a suspect in another process, so that somebody is left to tell how it went: a process that
 * was killed from outside looks to its successor just like one that its picture killed.
 */
@FunctionalInterface
public interface Trial {
  /** Nobody can tell, so that every suspect counts as guilty. */
  Trial NONE = picture -> false;

  /**
   * Whether a process that classified this picture came through; false where it could not be tried.
   * Called on stream threads, one at a time or several.
   *
   * @param picture the encoded file; may be null
   */
  boolean survives(byte[] picture);
}
