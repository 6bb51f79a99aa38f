package dev.imageclassifier.demo;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Counts a topic. */
final class TopicSize {
  private TopicSize() {}

  /** How many records were ever written to a topic that nobody writes to in transactions. */
  static long of(Map<String, String> client, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(client))) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .forEach(
              partition ->
                  ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new UserError(
          "The topic " + topic + " cannot be counted: " + ErrorText.reason(e.getCause()) + ".", e);
    }
  }
}
