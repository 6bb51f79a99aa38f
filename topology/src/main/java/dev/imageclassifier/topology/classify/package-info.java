/**
 * The processor and the batch: each record's own outcome is forwarded by its own {@code process()},
 * and only the work is shared. Looks downstream at {@code out} and {@code deadletter}.
 */
package dev.imageclassifier.topology.classify;
