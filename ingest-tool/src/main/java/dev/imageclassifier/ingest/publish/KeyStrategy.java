package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * Derives a record key from a file. Its JSON is stored in the journal.
 *
 * @param type the content of the key
 * @param prefix text before every key
 */
public record KeyStrategy(Type type, String prefix) {
  /** The path relative to the directory, without a prefix. */
  public static final KeyStrategy PATH = new KeyStrategy(Type.PATH, "");

  /** What a key contains. */
  public enum Type {
    /** The path relative to the directory or archive on the command line. */
    PATH,
    /** The file name without directories. */
    NAME,
    /** The SHA-256 digest of the bytes, so that equal files have equal keys. */
    SHA256,
    /** A UUID derived from the run and the file, so that a resumed run creates the same key. */
    UUID
  }

  /** Rejects null. */
  public KeyStrategy {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(prefix, "prefix");
  }

  String key(ImageFile file, String sha256, String run) {
    return prefix
        + switch (type) {
          case PATH -> file.key();
          case NAME -> file.fileName();
          case SHA256 -> sha256;
          case UUID ->
              UUID.nameUUIDFromBytes((run + '\0' + file.source()).getBytes(StandardCharsets.UTF_8))
                  .toString();
        };
  }
}
