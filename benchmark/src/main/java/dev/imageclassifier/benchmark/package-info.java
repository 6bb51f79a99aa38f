/**
 * The benchmark: how many pictures a second each stage does by itself, all of them in a plain loop,
 * and the pipeline from topic to topic; and the soak, which watches memory. {@code BenchCommand} is
 * the entry, {@code Bench} interleaves the rows, a {@code Part} measures one of them.
 */
package dev.imageclassifier.benchmark;
