package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;
import java.time.Instant;

/**
 * A file that was read, without its bytes.
 *
 * @param image the file
 * @param key the record's key
 * @param bytes length of what was read
 * @param modified when the file was last modified
 * @param sha256 digest of what was read, in hexadecimal digits
 */
public record ImageMetadata(
    ImageFile image, String key, long bytes, Instant modified, String sha256) {}
