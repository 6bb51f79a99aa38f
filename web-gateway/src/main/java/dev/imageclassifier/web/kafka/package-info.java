/** The way to the pipeline and back: producer, reader of outcomes, watch over the cluster. */
package dev.imageclassifier.web.kafka;
