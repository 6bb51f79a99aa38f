package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the benchmark runs.
 *
 * @param threads of every row
 * @param batch most pictures in one predict
 * @param partitions of each topic
 * @param count pictures of each repetition of a row
 * @param warmUp pictures of the repetition that is not counted: enough for the JIT compilers
 * @param repetitions of each row, after one that is not counted
 * @param latencyPictures pictures of a latency measurement
 * @param guarantee of the rows from topic to topic
 * @param rows what is measured
 * @param python interpreter of the rows that need one
 * @param properties Kafka properties of the pipeline, for trying things out
 * @param variants more rows from topic to topic, each with its own Kafka properties
 */
record BenchSettings(
    int threads,
    int batch,
    int partitions,
    int count,
    int warmUp,
    int repetitions,
    int latencyPictures,
    Guarantee guarantee,
    DecodeSettings reading,
    Set<Row> rows,
    String python,
    Map<String, String> properties,
    List<Map<String, String>> variants) {}
