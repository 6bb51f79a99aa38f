/** The Kafka Streams application; {@code ClassifierTopology} is its picture. */
package dev.imageclassifier.topology;
