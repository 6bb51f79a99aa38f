/**
 * A real KRaft broker for the demo and the tests: inside the JVM ({@link
 * dev.imageclassifier.embedded.EmbeddedKafka}), or in a container ({@link
 * dev.imageclassifier.embedded.ContainerKafka}). Both are the Kafka release that the clients are.
 */
package dev.imageclassifier.embedded;
