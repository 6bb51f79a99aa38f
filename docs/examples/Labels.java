import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints the best label of each result: {@code java -cp 'ingest-tool/target/dist/lib/*'
 * docs/examples/Labels.java BROKERS [COUNT]}. Stops after COUNT results if COUNT is given.
 */
public final class Labels {
  public static void main(String[] arguments) {
    long left = arguments.length > 1 ? Long.parseLong(arguments[1]) : Long.MAX_VALUE;
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", arguments[0],
            "group.id", "labels-in-java",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"); // skips aborted transactions
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ResultDeserializer())) {
      consumer.subscribe(List.of("image-labels"));
      while (left > 0) {
        for (ConsumerRecord<String, ClassificationResult> found :
            consumer.poll(Duration.ofSeconds(1))) {
          var best = found.value().predictions().get(0);
          System.out.println(found.key() + "\t" + best.label() + "\t" + best.score());
          left--;
        }
      }
    }
  }
}
