/**
 * The meters of the pipeline in Prometheus format. {@code docs/metrics.md} describes every name.
 */
package dev.imageclassifier.topology.metrics;
