package dev.imageclassifier.topology.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.startup.StartupCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the messages of starts that fail before a broker is needed. */
final class StartProblemsTest {
  private static final String CANARY = "canary-4711";
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\" password=";

  private static PipelineSettings settings(String... client) {
    Map<String, String> properties = new HashMap<>(Map.of("bootstrap.servers", "localhost:1"));
    for (int i = 0; i < client.length; i += 2) {
      properties.put(client[i], client[i + 1]);
    }
    return PipelineSettings.builder()
        .client(properties)
        .topics(new TopicNames("in", "out", "dead"))
        .applicationId("app")
        .stateDirectory(Path.of("unused"))
        .build();
  }

  private static String problem(String... client) throws InterruptedException {
    List<String> problems = StartupCheck.problems(settings(client));
    assertEquals(1, problems.size(), problems.toString());
    return problems.get(0);
  }

  @Test
  void explainsABrokerNameThatDoesNotResolve() throws InterruptedException {
    String problem = problem("bootstrap.servers", "no-such-host.invalid:9092");

    assertTrue(
        problem.startsWith("Cannot resolve the broker address no-such-host.invalid:9092 ("),
        problem);
  }

  @Test
  void explainsAMissingTruststore() throws InterruptedException {
    String problem =
        problem("security.protocol", "SSL", "ssl.truststore.location", "/no/such/truststore.p12");

    assertTrue(problem.startsWith("Cannot create the Kafka client ("), problem);
    assertTrue(problem.contains("/no/such/truststore.p12"), problem);
  }

  @Test
  void explainsAnInvalidNumber() throws InterruptedException {
    String problem = problem("retry.backoff.ms", "soon");

    assertTrue(problem.contains("retry.backoff.ms"), problem);
  }

  /** Kafka's own messages quote the text next to the error. */
  @Test
  void doesNotQuoteAnInvalidLogin() throws InterruptedException {
    for (String broken :
        List.of(LOGIN + '"' + CANARY + '"', LOGIN + CANARY, CANARY, CANARY + " required;")) {
      String problem =
          problem(
              "security.protocol", "SASL_PLAINTEXT",
              "sasl.mechanism", "SCRAM-SHA-512",
              "sasl.jaas.config", broken);

      assertTrue(problem.startsWith("Invalid property sasl.jaas.config: "), problem);
      assertFalse(problem.contains(CANARY), problem);
    }
  }

  /** The stack trace that --verbose prints contains the causes. */
  @Test
  void doesNotAttachAnInvalidLogin() {
    KafkaClientException failure =
        StartupCheck.explain(
            new KafkaException(
                "Failed to create new KafkaAdminClient",
                new IllegalArgumentException(
                    "Value not specified for key '" + CANARY + "' in JAAS config")),
            settings());
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));

    assertFalse(trace.toString().contains(CANARY), trace.toString());
  }

  @Test
  void reportsTheStateDirectoryWithOtherProblems(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    PipelineSettings without = settings("bootstrap.servers", "no-such-host.invalid:9092");
    List<String> problems =
        StartupCheck.problems(without.toBuilder().stateDirectory(file.resolve("state")).build());

    assertEquals(2, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).startsWith("Cannot write to the state directory " + file), problems.get(0));
    assertFalse(Files.exists(directory.resolve("file/state")));
  }

  @Test
  void namesTheFileOfAFailure() {
    String problem =
        StartLog.failure(
            new IllegalStateException(
                new UncheckedIOException(
                    "/state/instance-0 cannot be written",
                    new IOException("No space left on device"))));

    assertTrue(problem.contains("/state/instance-0 cannot be written: "), problem);
    assertTrue(problem.contains("No space left on device"), problem);
  }

  @Test
  void reportsAllNumbersOutOfRange() {
    StringWriter err = new StringWriter();
    int code =
        Commands.commandLine(new RunCommand(), Map.of())
            .setErr(new PrintWriter(err, true))
            .execute(
                "--bootstrap-server=localhost:1",
                "--threads=0",
                "--batch-size=2000",
                "--max-bytes=0",
                "--top-k=0",
                "--replication-factor=-2",
                "--http-port=70000");

    assertEquals(2, code, err.toString());
    assertTrue(err.toString().startsWith("run: 6 problems: (1) "), err.toString());
    for (String each :
        List.of(
            "--threads is 0: it must be 1 or more",
            "--batch-size is 2000: it must be 1 to 1024",
            "--max-bytes is 0: it must be 1 or more",
            "--top-k is 0: it must be 1 or more",
            "--replication-factor is -2: it must be 1 or more",
            "--http-port is 70000: it must be -1 to 65535")) {
      assertTrue(err.toString().contains(each), err.toString());
    }
  }

  @Test
  void rejectsAnInvalidApplicationId() {
    for (String id : List.of("../elsewhere", "a b", "..", "")) {
      StringWriter err = new StringWriter();
      int code =
          Commands.commandLine(new RunCommand(), Map.of())
              .setErr(new PrintWriter(err, true))
              .execute("--bootstrap-server=localhost:1", "--application-id=" + id);

      assertEquals(2, code, err.toString());
      assertTrue(err.toString().contains("Invalid application id '" + id + "'"), err.toString());
    }
  }

  /** Another application id would read the whole topic again. */
  @Test
  void rejectsClientPropertiesThatContradictOptions() {
    InvalidSettingsException failure =
        assertThrows(
            InvalidSettingsException.class,
            () ->
                new StreamsProperties(
                        settings(
                            "application.id", "other", "processing.guarantee", "at_least_once"),
                        1024)
                    .build(Path.of("unused"), "id", (records, full) -> {}));

    assertEquals(2, failure.problems().size(), failure.getMessage());
    assertTrue(failure.getMessage().contains("contradicts --application-id"), failure.getMessage());
  }

  @Test
  void rejectsAnInvalidTopicName() {
    for (String name : List.of("bad topic", "..", "a".repeat(250))) {
      StringWriter err = new StringWriter();
      int code =
          Commands.commandLine(new RunCommand(), Map.of())
              .setErr(new PrintWriter(err, true))
              .execute("--bootstrap-server=localhost:1", "--input-topic=" + name);

      assertEquals(2, code, err.toString());
      assertTrue(err.toString().contains("Invalid topic name '" + name + "'"), err.toString());
    }
  }

  /** Kafka's own message names another consumer, but this instance joined twice. */
  @Test
  void explainsAFencedInstance() {
    String problem =
        StartLog.failure(
            new StreamsException(new FencedInstanceIdException("The broker rejected this")));

    assertTrue(problem.endsWith("No record is lost; start the pipeline again."), problem);
    assertFalse(problem.contains("rejected"), problem);
  }

  @Test
  void reportsEqualTopicsWithOtherProblems() {
    StringWriter err = new StringWriter();
    int code =
        Commands.commandLine(new RunCommand(), Map.of())
            .setErr(new PrintWriter(err, true))
            .execute("--bootstrap-server=localhost:1", "--output-topic=images", "--threads=0");

    assertEquals(2, code, err.toString());
    assertTrue(err.toString().contains("--threads is 0"), err.toString());
    assertTrue(err.toString().contains("The three topics must differ"), err.toString());
  }
}
