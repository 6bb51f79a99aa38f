package dev.imageclassifier.contract;

/** The topics' default names; every command can be told others. */
public final class Topics {
  /** Pictures: key = image id (UTF-8), value = the encoded file, byte for byte. */
  public static final String IMAGES = "images";

  /** Labels: same key and partition as the picture, value = the result as JSON. */
  public static final String IMAGE_LABELS = "image-labels";

  /**
   * Pictures that could not be classified: key, value and headers as they came, plus the reason.
   */
  public static final String IMAGE_DEAD_LETTERS = "image-dead-letters";

  private Topics() {}
}
