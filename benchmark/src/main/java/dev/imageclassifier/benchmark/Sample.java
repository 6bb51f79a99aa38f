package dev.imageclassifier.benchmark;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One repetition of one row.
 *
 * @param effort what the measured pictures cost
 * @param account all pictures of the repetition, also those before and after the measured ones
 * @param latenciesMs of each call, or picture; empty where it makes no sense
 * @param partsMs milliseconds per picture of the row's parts
 * @param peakBytes the most resident memory of this process meanwhile
 */
record Sample(
    Effort effort,
    Account account,
    List<Double> latenciesMs,
    Map<String, Double> partsMs,
    OptionalLong peakBytes) {}
