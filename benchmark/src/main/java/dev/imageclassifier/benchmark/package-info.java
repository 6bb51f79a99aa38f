/**
 * The command {@code bench}: {@code Benchmark} runs the rows in turn, {@code ReportTable} and
 * {@code ReportJson} print the report. The rows are in {@code loop}, {@code kafka} and {@code
 * peers}, the long run that watches memory is in {@code soak}.
 */
package dev.imageclassifier.benchmark;
