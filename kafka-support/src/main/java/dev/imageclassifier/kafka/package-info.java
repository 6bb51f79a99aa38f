/**
 * Code that all Kafka clients of the project share: serialisers and headers of the record contract,
 * a consumer of committed records, topic inspection, and clear messages for client errors. The
 * package does not depend on Kafka Streams, DJL or the command line.
 */
package dev.imageclassifier.kafka;
