/**
 * The second step: classifies the current record together with records of the look-ahead, and
 * caches the outcomes of the others until Kafka Streams processes them.
 */
package dev.imageclassifier.topology.batch;
