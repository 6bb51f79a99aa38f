/**
 * Rows d, d1, d2 and l: images from topic to topic, through a broker in a separate process. The
 * soak uses the same topics, pipelines and readers.
 */
package dev.imageclassifier.benchmark.kafka;
