/**
 * The other processes of the benchmark: the broker, pipelines, and the programs it compares with.
 */
package dev.imageclassifier.benchmark.process;
