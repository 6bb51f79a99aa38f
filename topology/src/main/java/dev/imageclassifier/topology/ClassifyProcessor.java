package dev.imageclassifier.topology;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.batch.ClassifiedRecord;
import dev.imageclassifier.topology.batch.MicroBatcher;
import dev.imageclassifier.topology.deadletter.DeadLetterFactory;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.result.ResultFactory;
import dev.imageclassifier.topology.tracing.RecordTrace;
import dev.imageclassifier.topology.tracing.Tracing;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the outcome of each record: a result or a dead letter. It forwards before {@code
 * process()} returns, because Kafka Streams then considers the record done. One instance per task,
 * called on the task's stream thread.
 */
public final class ClassifyProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ClassifyProcessor.class);

  private final BatcherPerThread batchers;
  private final ResultFactory results;
  private final DeadLetterFactory deadLetters;
  private final RecordCounters counters;
  private final Tracing tracing;
  private ProcessorContext<byte[], Object> context;

  /**
   * Creates the processor of one task. Tasks share the arguments.
   *
   * @param batchers classifies the records
   * @param results creates the results
   * @param deadLetters creates the dead letters
   * @param counters counts records and outcomes
   * @param tracing receives the events of each record
   */
  public ClassifyProcessor(
      BatcherPerThread batchers,
      ResultFactory results,
      DeadLetterFactory deadLetters,
      RecordCounters counters,
      Tracing tracing) {
    this.batchers = batchers;
    this.results = results;
    this.deadLetters = deadLetters;
    this.counters = counters;
    this.tracing = tracing;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> taskContext) {
    context = taskContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    RecordPosition position =
        new RecordPosition(metadata.topic(), metadata.partition(), metadata.offset());
    MicroBatcher batcher = batchers.forCurrentThread();
    counters.countReceived();
    RecordTrace trace = tracing.start(position, record.value(), record.headers());
    try {
      ClassifiedRecord classified = batcher.classify(position, record.value());
      Outcome outcome = results.limit(classified.outcome(), record.key(), record.headers());
      if (outcome instanceof Outcome.Labelled labelled) {
        forwardResult(record, position, labelled, classified, trace);
      } else {
        forwardDeadLetter(record, position, (Outcome.Rejected) outcome, classified, trace);
      }
    } catch (RuntimeException | Error e) {
      counters.countAbandoned();
      trace.abandoned(e);
      throw e;
    }
    trace.forwarded();
    if (batcher.isCaughtUp()) {
      // No other record waits: request a commit, so that consumers see the outcome now.
      context.commit();
    }
  }

  private void forwardResult(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Outcome.Labelled labelled,
      ClassifiedRecord classified,
      RecordTrace trace) {
    ClassificationResult result = results.create(record, position, labelled, classified.model());
    Headers headers = trace.resultHeaders(classified.stages(), record.headers());
    context.forward(
        record.<Object>withValue(result).withHeaders(headers), ClassifierTopology.LABELS);
    counters.countLabelled();
  }

  private void forwardDeadLetter(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Outcome.Rejected rejected,
      ClassifiedRecord classified,
      RecordTrace trace) {
    trace.startDeadLetter(classified.stages(), rejected.reason());
    context.forward(
        deadLetters.create(record, position, rejected), ClassifierTopology.DEAD_LETTERS);
    counters.countDeadLettered(rejected.reason());
    LOG.atInfo()
        .addKeyValue("record", position)
        .addKeyValue("reason", rejected.reason().code())
        .addKeyValue("stage", rejected.stage().code())
        .log("dead letter");
  }

  @Override
  public void close() {
    batchers.removePartition(context.taskId().partition());
  }
}
