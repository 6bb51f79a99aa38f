/** Starts and stops the Kafka Streams application. */
package dev.imageclassifier.topology.runner;
