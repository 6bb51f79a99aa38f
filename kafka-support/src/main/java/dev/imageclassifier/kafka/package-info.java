/**
 * Shared by all Kafka clients of the project: serialisers and headers of the record contract, a
 * consumer of committed records, topic inspection, and clear messages for client errors. Contains
 * no Kafka Streams, no DJL and no command line.
 */
package dev.imageclassifier.kafka;
