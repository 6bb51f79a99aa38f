package dev.imageclassifier.model.download;

/**
 * A file on a server, with its expected size and digest.
 *
 * @param path path below the address of the server or mirror
 * @param bytes size
 * @param sha1 SHA-1 digest, lower-case hexadecimal
 */
public record PinnedFile(String path, long bytes, String sha1) {

  /** Returns the last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
