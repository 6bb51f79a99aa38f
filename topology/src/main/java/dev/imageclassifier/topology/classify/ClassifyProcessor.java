package dev.imageclassifier.topology.classify;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.deadletter.Rejection;
import dev.imageclassifier.topology.in.Place;
import dev.imageclassifier.topology.out.ResultRoom;
import dev.imageclassifier.topology.out.ResultWriter;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Forwards each record's own outcome before {@code process()} returns, because Kafka Streams counts
 * the record as done then. One per task, on its stream thread.
 */
final class ClassifyProcessor implements Processor<byte[], byte[], byte[], Object> {
  private final Batchers batchers;
  private final String inputTopic;
  private final ResultRoom room;
  private final DeadLetterWriter letters;
  private final Counters counters;
  private final ResultWriter results = new ResultWriter();
  private ProcessorContext<byte[], Object> context;

  ClassifyProcessor(
      String inputTopic,
      Batchers batchers,
      ResultRoom room,
      DeadLetterWriter letters,
      Counters counters) {
    this.inputTopic = inputTopic;
    this.batchers = batchers;
    this.room = room;
    this.letters = letters;
    this.counters = counters;
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
    boolean done = false;
    try {
      decide(record, place, batcher.verdict(place, record.value()));
      done = true;
    } finally {
      if (!done) {
        counters.countGivenBack();
      }
    }
    if (batcher.caughtUp()) {
      // nothing waits, so nobody gains from a longer transaction and the reader gets it now
      context.commit();
    }
  }

  private void decide(Record<byte[], byte[]> record, Place place, Verdict verdict) {
    verdict.fold(
        labels -> {
          if (room.fits(record.key(), record.headers(), labels.predictions().size())) {
            label(record, place, labels);
          } else {
            reject(record, place, Rejection.noRoomForResult(room.largestRecord(), place));
          }
          return null;
        },
        rejection -> {
          reject(record, place, rejection);
          return null;
        });
  }

  private void label(Record<byte[], byte[]> record, Place place, Outcome.Labelled labels) {
    ClassificationResult result =
        results.write(
            record.key(), record.value(), place, record.timestamp(), labels, batchers.model());
    context.forward(record.<Object>withValue(result), ClassifierTopology.LABELS);
    counters.countLabelled();
  }

  private void reject(Record<byte[], byte[]> record, Place place, Rejection rejection) {
    context.forward(letters.write(record, place, rejection), ClassifierTopology.DEAD_LETTERS);
    counters.countDeadLettered(rejection.letter().reason());
  }

  @Override
  public void close() {
    batchers.drop(inputTopic, context.taskId().partition());
  }
}
