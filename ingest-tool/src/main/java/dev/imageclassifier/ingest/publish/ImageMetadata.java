package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.ingest.files.ImageFile;
import java.time.Instant;

/**
 * Describes the record of a file, without its bytes.
 *
 * @param file the file
 * @param key key of the record
 * @param bytes size of the image
 * @param modified last modification time of the file
 * @param sha256 digest of the image in hexadecimal digits
 */
public record ImageMetadata(
    ImageFile file, String key, long bytes, Instant modified, String sha256) {}
