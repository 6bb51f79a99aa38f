package dev.imageclassifier.contract.error;

/**
 * Implemented by exceptions whose message is a complete sentence for the user: what failed, where,
 * and what to do. Commands print such a message unchanged, without a stack trace.
 */
public interface ExplainedFailure {}
