/**
 * A Kafka broker inside the JVM, for the demo and for tests. It is the Kafka release of the
 * clients, in KRaft mode.
 */
package dev.imageclassifier.embedded;
