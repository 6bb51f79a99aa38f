/**
 * Pictures made smaller before they are sent, where that is asked for. Knows neither files nor
 * Kafka.
 */
package dev.imageclassifier.ingest.shrink;
