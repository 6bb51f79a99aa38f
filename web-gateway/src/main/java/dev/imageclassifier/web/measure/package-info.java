/** What is measured, in Prometheus' words; {@code docs/metrics.md} describes every name. */
package dev.imageclassifier.web.measure;
