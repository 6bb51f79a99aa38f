/**
 * The Kafka Streams application. {@link dev.imageclassifier.topology.ClassifierTopology} defines
 * the topology, and {@link dev.imageclassifier.topology.ClassifyProcessor} processes one record.
 *
 * <p>Path of a record: {@code lookahead} → {@code batch} → {@code result} or {@code deadletter},
 * supported by {@code quarantine}, {@code metrics} and {@code tracing}. The application around it:
 * {@code settings}, {@code startup}, {@code health}, {@code reload}, {@code runner} and {@code
 * command}.
 */
package dev.imageclassifier.topology;
