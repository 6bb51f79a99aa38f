package dev.imageclassifier.ingest.command;

import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.FakeClassifier.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A fake classifier with new topics of the shared broker, and the options that name them. */
record FakePipeline(String input, String results, String deadLetters, FakeClassifier classifier)
    implements AutoCloseable {
  /** Starts a classifier that writes a dead letter for each record that matches. */
  static FakePipeline start(Predicate<ConsumerRecord<byte[], byte[]>> rejected) {
    List<String> topics =
        List.of(
            Broker.topic(2, Map.of()),
            Broker.topic(2, Map.of()),
            Broker.topic(2, Map.of("max.message.bytes", "20000000")));
    FakeClassifier classifier =
        FakeClassifier.start(
            Broker.address(),
            topics,
            record -> rejected.test(record) ? Response.DEAD_LETTER : Response.RESULT);
    return new FakePipeline(topics.get(0), topics.get(1), topics.get(2), classifier);
  }

  /** Adds the options for the topics of results and dead letters. */
  String[] options(String... command) {
    String[] all = new String[command.length + 2];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = "--output-topic=" + results;
    all[command.length + 1] = "--dead-letter-topic=" + deadLetters;
    return all;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
