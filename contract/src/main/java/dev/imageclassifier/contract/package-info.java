/**
 * The record contract between producers, the pipeline and consumers: topics, headers, the result,
 * the dead letter, and their JSON. The package does not depend on Kafka or DJL.
 */
package dev.imageclassifier.contract;
