package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * How records are named.
 *
 * @param scheme what the key is made of
 * @param prefix stands in front of every key
 */
public record KeyStrategy(Scheme scheme, String prefix) {
  /** The path relative to the folder. */
  public static final KeyStrategy PATH = new KeyStrategy(Scheme.PATH, "");

  /** What a key is made of. */
  public enum Scheme {
    /** The path relative to what was named. */
    PATH,
    /** The file's name without folders. */
    NAME,
    /** The digest of the bytes: one image, one key, wherever it lies. */
    SHA256,
    /** A UUID made of the run and the file, so that a run that goes on makes the same one. */
    UUID
  }

  /** Neither may be missing. */
  public KeyStrategy {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(prefix, "prefix");
  }

  String key(ImageFile image, String sha256, String run) {
    return prefix
        + switch (scheme) {
          case PATH -> image.key();
          case NAME -> image.fileName();
          case SHA256 -> sha256;
          case UUID ->
              UUID.nameUUIDFromBytes((run + '\0' + image.source()).getBytes(StandardCharsets.UTF_8))
                  .toString();
        };
  }
}
