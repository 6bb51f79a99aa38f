package dev.imageclassifier.ingest.journal;

/**
 * A published file and its record.
 *
 * @param source absolute path; entries of archives follow {@code !/}
 * @param key key of the record
 * @param version size, modification time and digest
 * @param partition partition of the record
 * @param offset offset of the record
 */
public record PublishedFile(
    String source, String key, PublishedVersion version, int partition, long offset) {}
