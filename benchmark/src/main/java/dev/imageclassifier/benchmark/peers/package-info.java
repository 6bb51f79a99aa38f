/**
 * Rows e, p and w: other programs that do comparable work, each in a separate process. This is the
 * only package of the benchmark that uses DJL types.
 */
package dev.imageclassifier.benchmark.peers;
