/**
 * The first step of a record: the consumer interceptor records each poll in the look-ahead of its
 * stream thread, so that a batch can contain records that are polled but not yet processed.
 */
package dev.imageclassifier.topology.lookahead;
