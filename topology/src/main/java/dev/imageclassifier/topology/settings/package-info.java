/** The settings of the pipeline, and the Kafka Streams properties that follow from them. */
package dev.imageclassifier.topology.settings;
