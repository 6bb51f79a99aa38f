/** A real KRaft broker for the demo and the tests: inside the JVM, or in a container. */
package dev.imageclassifier.embedded;
