package dev.imageclassifier.runtime.predict;

/**
 * The model that classified an image.
 *
 * @param name name of the bundle
 * @param version version of the bundle
 * @param precision {@code fp32} or {@code int8}
 * @param digest {@code sha256:} and the digest of the TorchScript file
 */
public record ModelIdentity(String name, String version, String precision, String digest) {
  /** Returns name, version, precision and digest in one line. */
  public String describe() {
    return name + " " + version + " " + precision + ", " + digest;
  }
}
