package dev.imageclassifier.systemtests.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.command.IngestCommand;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.ProjectFiles;
import dev.imageclassifier.topology.command.RunCommand;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.startup.StartupCheck;
import dev.imageclassifier.web.Gateway;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, SASL/SCRAM and the {@code kafka-acls} commands of {@code docs/security.md}. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecurityIT {
  private static final Pattern COMMAND =
      Pattern.compile("^kafka-acls (?:.*\\\\\\n)*.*", Pattern.MULTILINE);
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final TopicNames TOPICS =
      new TopicNames("images", "image-labels", "image-dead-letters");

  @TempDir static Path directory;
  private static SecuredBroker broker;
  private static List<String> commands;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecuredBroker(directory);
    broker.create(
        List.of("classifier", "sender", "gateway", "stranger", "novice"),
        List.of(TOPICS.images(), TOPICS.labels(), TOPICS.deadLetters()));
    Path page = ProjectFiles.file("docs/security.md");
    commands =
        COMMAND.matcher(Files.readString(page)).results().map(found -> found.group()).toList();
    for (String command : commands) {
      broker.runAclCommand(command);
    }
    broker.awaitAcls();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static PipelineSettings settings(String user) throws IOException {
    return PipelineSettings.builder()
        .client(broker.client(user))
        .topics(TOPICS)
        .stateDirectory(directory.resolve("state"))
        .build();
  }

  private static CommandRun run(Object command, Object... arguments) {
    return CommandRun.of(Commands.commandLine(command, Map.of()), arguments);
  }

  private static CommandRun ingest(String user, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--command-config", broker.config(user)));
    return run(new IngestCommand(), all.toArray());
  }

  @Test
  void allThreeProcessesWorkWithTheDocumentedAcls() throws Exception {
    Path images = Files.createDirectory(directory.resolve("images"));
    Files.write(images.resolve("one.png"), new byte[] {1});
    Files.write(images.resolve("two.png"), new byte[] {2});
    try (Pipeline pipeline =
        Pipeline.start(
            settings("classifier"),
            new ServedModel(
                new ClassificationResult.Model("any", "1", "fp32", "sha256:" + "0".repeat(64)),
                LabelEverything::new))) {
      pipeline.awaitReady(TIMEOUT);

      CommandRun published =
          ingest("sender", "publish", images, "--wait", "--journal", directory.resolve("journal"));
      assertEquals(0, published.exitCode(), published.err());
      assertTrue(published.out().contains("\"labelled\":2"), published.out());

      CommandRun results = ingest("sender", "results", "--from-beginning", "--count", "2");
      assertEquals(0, results.exitCode(), results.err());

      try (Gateway gateway =
          Gateway.start(
              GatewaySettings.builder()
                  .client(broker.client("gateway"))
                  .http(HttpSettings.builder().port(0).build())
                  .build())) {
        HttpResponse<String> response =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(gateway.address().resolve("/predict"))
                        .header("Content-Type", "image/png")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {3}))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
      }
      assertEquals(3, pipeline.counters().labelled());
    }
  }

  @Test
  void everyDocumentedAclOfTheClassifierIsNecessary() throws Exception {
    assertEquals(List.of(), StartupCheck.problems(settings("classifier")));
    try (Admin admin = broker.admin()) {
      Collection<AclBinding> granted =
          admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
              .filter(acl -> acl.entry().principal().equals("User:classifier"))
              .toList();
      assertEquals(8, granted.size(), granted.toString());
      for (AclBinding one : granted) {
        admin.deleteAcls(List.of(one.toFilter())).all().get();
        broker.awaitAcls();
        assertNotEquals(
            List.of(), StartupCheck.problems(settings("classifier")), "not necessary: " + one);
        admin.createAcls(List.of(one)).all().get();
      }
      broker.awaitAcls();
      assertEquals(List.of(), StartupCheck.problems(settings("classifier")));
    }
  }

  @Test
  void reportsAWrongPasswordInOneSentenceWithoutThePassword() throws IOException {
    broker.writeWrongPassword("mistyped");
    for (CommandRun result :
        List.of(
            run(
                new RunCommand(),
                "--command-config",
                broker.config("mistyped").toString(),
                "--http-port=-1",
                "--state-dir",
                directory.resolve("wrong").toString()),
            ingest("mistyped", "results", "--from-beginning"))) {
      assertEquals(1, result.exitCode(), result.err());
      assertTrue(result.err().contains("credentials"), result.err());
      assertFalse(result.err().contains("wrong-4711"), result.err());
      assertEquals(1, result.err().lines().count(), result.err());
    }
  }

  @Test
  void reportsEveryMissingPermissionAtOnce() throws Exception {
    broker.runAclCommand(
        "kafka-acls --bootstrap-server localhost:9092 --command-config admin.properties --add"
            + " --allow-principal User:novice --operation Read --topic "
            + TOPICS.images());
    broker.awaitAcls();

    CommandRun result =
        run(
            new RunCommand(),
            "--command-config",
            broker.config("novice").toString(),
            "--http-port=-1",
            "--state-dir",
            directory.resolve("novice").toString());

    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.err().startsWith("run: 5 problems: (1) "), result.err());
    for (String problem :
        List.of(
            "'" + TOPICS.labels() + "' does not exist or is not visible to this user",
            "'" + TOPICS.deadLetters() + "' does not exist or is not visible to this user",
            "lacks DESCRIBE_CONFIGS on topic '" + TOPICS.images() + "'",
            "lacks READ on group",
            "lacks WRITE on transactional ids")) {
      assertTrue(result.err().contains(problem), result.err());
    }
  }

  @Test
  void reportsAMissingPermission() throws Exception {
    List<String> problems = StartupCheck.problems(settings("stranger"));
    assertTrue(
        problems.toString().contains("'images' does not exist or is not visible to this user"));
    assertTrue(problems.toString().contains("lacks READ on group"), problems.toString());
    assertTrue(problems.toString().contains("lacks WRITE on transactional ids"));

    CommandRun result = ingest("stranger", "results", "--from-beginning");
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.err().contains("image-labels"), result.err());
  }

  /** Returns the same label for every image. */
  private static final class LabelEverything implements Session {
    @Override
    public List<Outcome> classify(
        List<byte[]> encoded, Duration decodeBudget, StageListener stages) {
      return encoded.stream().map(image -> label(image, encoded.size())).toList();
    }

    private static Outcome label(byte[] image, int batchSize) {
      return new Outcome.Labelled(
          List.of(new ClassificationResult.Prediction(1, "cat", 1, 0, null)),
          new ClassificationResult.Image("png", 1, 1, image.length, Sha256.hex(image), null),
          new ClassificationResult.Timing(0, 0, 0, batchSize));
    }

    @Override
    public void close() {}
  }
}
