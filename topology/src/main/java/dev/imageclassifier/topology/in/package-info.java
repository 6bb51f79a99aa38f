/**
 * Records as they come from the consumer: their place, their timestamp, and the look-ahead that
 * remembers each poll. All of it belongs to one stream thread and is not thread-safe.
 */
package dev.imageclassifier.topology.in;
