/**
 * Rows a, b and c: threads that process images from memory, without Kafka. Rows e and w use the
 * same loop with other workers.
 */
package dev.imageclassifier.benchmark.loop;
