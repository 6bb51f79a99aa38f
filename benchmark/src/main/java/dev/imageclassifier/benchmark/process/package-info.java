/**
 * The other processes of the benchmark: the broker, pipelines, and the programs with which it is
 * compared.
 */
package dev.imageclassifier.benchmark.process;
