package dev.imageclassifier.benchmark;

/**
 * What became of the pictures of a measurement: none may be missing.
 *
 * @param pictures pictures that went in
 * @param labelled pictures that were labelled, or got as far as the row goes
 * @param deadLettered pictures that were refused
 */
record Account(long pictures, long labelled, long deadLettered) {
  static final Account NOTHING = new Account(0, 0, 0);

  boolean balanced() {
    return pictures == labelled + deadLettered;
  }

  Account plus(Account other) {
    return new Account(
        pictures + other.pictures, labelled + other.labelled, deadLettered + other.deadLettered);
  }
}
