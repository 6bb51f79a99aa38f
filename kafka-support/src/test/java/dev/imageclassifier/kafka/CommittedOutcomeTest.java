package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.ResultJson;
import dev.imageclassifier.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CommittedOutcomeTest {
  private static final TopicNames TOPICS = TopicNames.DEFAULTS;
  private static final RecordPosition SOURCE = new RecordPosition("images", 3, 42);
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  @Test
  void readsAResult() {
    ClassificationResult result =
        new ClassificationResult(
            "a.jpg",
            List.of(new ClassificationResult.Prediction(1, "tabby", 0.95, 281, null)),
            new ClassificationResult.Model("m", "1", "fp32", "sha256:" + SHA256),
            new ClassificationResult.Image("jpeg", 500, 375, 110_233, SHA256, null),
            ClassificationResult.Source.of("images", 3, 42, 0),
            new ClassificationResult.Timing(4, 1, 11, 8));

    CommittedOutcome outcome = read(TOPICS.labels(), ResultJson.write(result));

    assertEquals(new CommittedOutcome.Labelled("a.jpg", result), outcome);
    assertEquals(Optional.of(SOURCE), outcome.source());
  }

  @Test
  void readsADeadLetter() {
    DeadLetter deadLetter =
        DeadLetter.of(
            new Outcome.Rejected(DeadLetterReason.CORRUPT, ErrorStage.DECODE, "No pixels."),
            SOURCE);
    ConsumerRecord<byte[], byte[]> record = record(TOPICS.deadLetters(), bytes("image"));
    DeadLetterHeaders.write(record.headers(), deadLetter);

    CommittedOutcome outcome = CommittedOutcome.read(record, TOPICS);

    assertEquals(new CommittedOutcome.DeadLettered("a.jpg", deadLetter), outcome);
    assertEquals(Optional.of(SOURCE), outcome.source());
  }

  @Test
  void describesRecordsThatTheClassifierDidNotWrite() {
    assertUnreadable(read(TOPICS.labels(), bytes("[]")), "image-labels-0@7: ");
    assertUnreadable(read(TOPICS.labels(), null), "image-labels-0@7 has no value");
    assertUnreadable(
        read(TOPICS.deadLetters(), bytes("image")), "The record has no header error.reason");
  }

  private static void assertUnreadable(CommittedOutcome outcome, String part) {
    String detail = assertInstanceOf(CommittedOutcome.Unreadable.class, outcome).detail();
    assertTrue(detail.contains(part), detail);
    assertEquals(Optional.empty(), outcome.source());
  }

  private static CommittedOutcome read(String topic, byte[] value) {
    return CommittedOutcome.read(record(topic, value), TOPICS);
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
    return new ConsumerRecord<>(topic, 0, 7, bytes("a.jpg"), value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
