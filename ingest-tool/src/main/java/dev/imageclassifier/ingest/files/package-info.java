/**
 * Lists and reads the files to publish, in a stable order: files, directories, lists of names, and
 * archives, which are read without being unpacked. Uses no Kafka.
 */
package dev.imageclassifier.ingest.files;
