/** The Micrometer meters of the gateway. {@code docs/metrics.md} lists every name. */
package dev.imageclassifier.web.metrics;
