package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.testkit.TestTopics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {
  @Test
  void keepsPortAndRecordsAfterARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Clients clients = new Clients(kafka.bootstrapServers());
      TestTopics.create(clients.bootstrapServers(), 1, "kept");
      try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of())) {
        producer.send(new ProducerRecord<>("kept", utf8("before"))).get();
        kafka.stop();
        kafka.restart();
        producer.send(new ProducerRecord<>("kept", utf8("after"))).get();
      }

      assertEquals(List.of("before", "after"), clients.texts("kept", 2));
    }
  }

  @Test
  void usesAnExistingDataDirectory(@TempDir Path data) throws Exception {
    BrokerSettings settings = BrokerSettings.builder().data(data).build();
    try (EmbeddedKafka first = EmbeddedKafka.start(settings)) {
      Clients clients = new Clients(first.bootstrapServers());
      TestTopics.create(clients.bootstrapServers(), 1, "kept");
      try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of())) {
        producer.send(new ProducerRecord<>("kept", utf8("before"))).get();
      }
      UserError failure = assertThrows(UserError.class, () -> EmbeddedKafka.start(settings));
      assertTrue(failure.getMessage().contains("in use by another broker"), failure.getMessage());
    }

    try (EmbeddedKafka second = EmbeddedKafka.start(settings)) {
      assertEquals(List.of("before"), new Clients(second.bootstrapServers()).texts("kept", 1));
    }
    assertTrue(Files.exists(data.resolve("meta.properties")));
  }

  @Test
  void deletesTemporaryDataOnClose() {
    Path data;
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      data = kafka.dataDirectory();
      assertTrue(Files.exists(data));
    }
    assertFalse(Files.exists(data));
  }

  @Test
  void throwsForAnInvalidProperty() {
    BrokerSettings settings = BrokerSettings.builder().property("num.io.threads", "none").build();

    Exception failure = assertThrows(Exception.class, () -> EmbeddedKafka.start(settings));
    assertTrue(failure.getMessage().contains("num.io.threads"), failure.getMessage());
  }

  @Test
  void requiresALoginFromClientsOnly() throws Exception {
    String login = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    BrokerSettings settings =
        BrokerSettings.builder()
            .property(
                "listener.security.protocol.map",
                "CLIENT:SASL_PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
            .property("listener.name.client.sasl.enabled.mechanisms", "PLAIN")
            .property(
                "listener.name.client.plain.sasl.jaas.config", login + "user_anna=\"secret\";")
            .build();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
      assertEquals(0, topics(kafka, login + "username=\"anna\" password=\"secret\";"));
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () -> topics(kafka, login + "username=\"anna\" password=\"guess\";"));
      assertInstanceOf(SaslAuthenticationException.class, failure.getCause());
    }
  }

  private static int topics(EmbeddedKafka kafka, String login) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login))) {
      return admin.listTopics().names().get().size();
    }
  }

  @Test
  void reportsAPortInUseInOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      BrokerSettings settings = BrokerSettings.builder().port(taken.getLocalPort()).build();

      UserError failure = assertThrows(UserError.class, () -> EmbeddedKafka.start(settings));
      assertTrue(failure.getMessage().startsWith("Cannot open port " + taken.getLocalPort()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
