package dev.imageclassifier.runtime.predict;

/**
 * Which model gives the labels.
 *
 * @param name of the bundle
 * @param version of the bundle
 * @param precision {@code fp32} or {@code int8}
 * @param digest {@code sha256:…} of the TorchScript file
 */
public record ModelIdentity(String name, String version, String precision, String digest) {
  /** One line for a person: name, version, precision and digest. */
  public String inWords() {
    return name + " " + version + " " + precision + ", " + digest;
  }
}
