package dev.imageclassifier.topology;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.batch.MicroBatcher;
import dev.imageclassifier.topology.batch.Verdict;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.result.ResultSizeLimit;
import dev.imageclassifier.topology.result.ResultWriter;
import dev.imageclassifier.topology.tracing.Tracing;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards each record's own outcome before {@code process()} returns, because Kafka Streams counts
 * the record as done then. One per task, on its stream thread.
 */
public final class ClassifyProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ClassifyProcessor.class);

  private final BatcherPerThread batchers;
  private final TopicNames topics;
  private final ResultSizeLimit room;
  private final DeadLetterWriter letters;
  private final RecordCounters counters;
  private final Tracing tracing;
  private final ResultWriter results = new ResultWriter();
  private ProcessorContext<byte[], Object> context;

  ClassifyProcessor(
      TopicNames topics,
      BatcherPerThread batchers,
      ResultSizeLimit room,
      DeadLetterWriter letters,
      RecordCounters counters,
      Tracing tracing) {
    this.topics = topics;
    this.batchers = batchers;
    this.room = room;
    this.letters = letters;
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
    MicroBatcher batcher = batchers.ofThisThread();
    counters.countIn();
    Tracing.RecordTrace way = tracing.begin(position, record.value(), record.headers());
    try {
      decide(record, position, batcher.verdict(position, record.value()), way);
    } catch (RuntimeException | Error e) {
      counters.countGivenBack();
      way.givenBack(e);
      throw e;
    }
    way.written();
    if (batcher.caughtUp()) {
      // nothing waits, so nobody gains from a longer transaction and the reader gets it now
      context.commit();
    }
  }

  private void decide(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Verdict verdict,
      Tracing.RecordTrace way) {
    verdict.fold(
        labels -> {
          if (room.fits(record.key(), record.headers(), labels.labelled().predictions().size())) {
            label(record, position, labels, way);
          } else {
            reject(
                record,
                position,
                new Verdict.Rejected(
                    Rejection.noRoomForResult(room.largestRecord(), position), labels.stages()),
                way);
          }
          return null;
        },
        rejected -> {
          reject(record, position, rejected, way);
          return null;
        });
  }

  private void label(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Verdict.Labels labels,
      Tracing.RecordTrace way) {
    ClassificationResult result =
        results.write(
            record.key(),
            record.value(),
            position,
            record.timestamp(),
            labels.labelled(),
            labels.model());
    Headers headers = way.labelled(labels.stages(), topics.labels(), record.headers());
    context.forward(
        record.<Object>withValue(result).withHeaders(headers), ClassifierTopology.LABELS);
    counters.countLabelled();
  }

  private void reject(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Verdict.Rejected rejected,
      Tracing.RecordTrace way) {
    Rejection rejection = rejected.rejection();
    way.rejected(rejected.stages(), topics.deadLetters(), rejection.rejected().reason());
    context.forward(letters.write(record, position, rejection), ClassifierTopology.DEAD_LETTERS);
    counters.countDeadLettered(rejection.rejected().reason());
    LOG.atInfo()
        .addKeyValue("reason", rejection.rejected().reason().code())
        .addKeyValue("stage", rejection.rejected().stage().code())
        .addKeyValue("record", position)
        .log("dead letter");
  }

  @Override
  public void close() {
    batchers.drop(topics.images(), context.taskId().partition());
  }
}
