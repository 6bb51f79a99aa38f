package dev.imageclassifier.topology.classify;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.in.Place;
import dev.imageclassifier.topology.out.ResultRoom;
import dev.imageclassifier.topology.out.ResultWriter;
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
final class ClassifyProcessor implements Processor<byte[], byte[], byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ClassifyProcessor.class);

  private final Batchers batchers;
  private final TopicNames topics;
  private final ResultRoom room;
  private final DeadLetterWriter letters;
  private final Counters counters;
  private final Tracing tracing;
  private final ResultWriter results = new ResultWriter();
  private ProcessorContext<byte[], Object> context;

  ClassifyProcessor(
      TopicNames topics,
      Batchers batchers,
      ResultRoom room,
      DeadLetterWriter letters,
      Counters counters,
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
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    Batcher batcher = batchers.ofThisThread();
    counters.countIn();
    Tracing.Way way = tracing.begin(place, record.value(), record.headers());
    try {
      decide(record, place, batcher.verdict(place, record.value()), way);
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
      Record<byte[], byte[]> record, Place place, Verdict verdict, Tracing.Way way) {
    verdict.fold(
        labels -> {
          if (room.fits(record.key(), record.headers(), labels.labelled().predictions().size())) {
            label(record, place, labels, way);
          } else {
            reject(
                record,
                place,
                new Verdict.Rejected(
                    Rejection.noRoomForResult(room.largestRecord(), place), labels.stages()),
                way);
          }
          return null;
        },
        rejected -> {
          reject(record, place, rejected, way);
          return null;
        });
  }

  private void label(
      Record<byte[], byte[]> record, Place place, Verdict.Labels labels, Tracing.Way way) {
    ClassificationResult result =
        results.write(
            record.key(),
            record.value(),
            place,
            record.timestamp(),
            labels.labelled(),
            labels.model());
    Headers headers = way.labelled(labels.stages(), topics.labels(), record.headers());
    context.forward(
        record.<Object>withValue(result).withHeaders(headers), ClassifierTopology.LABELS);
    counters.countLabelled();
  }

  private void reject(
      Record<byte[], byte[]> record, Place place, Verdict.Rejected rejected, Tracing.Way way) {
    Rejection rejection = rejected.rejection();
    way.rejected(rejected.stages(), topics.deadLetters(), rejection.letter().reason());
    context.forward(letters.write(record, place, rejection), ClassifierTopology.DEAD_LETTERS);
    counters.countDeadLettered(rejection.letter().reason());
    LOG.atInfo()
        .addKeyValue("reason", rejection.letter().reason().code())
        .addKeyValue("stage", rejection.letter().stage().code())
        .addKeyValue("record", place)
        .log("dead letter");
  }

  @Override
  public void close() {
    batchers.drop(topics.images(), context.taskId().partition());
  }
}
