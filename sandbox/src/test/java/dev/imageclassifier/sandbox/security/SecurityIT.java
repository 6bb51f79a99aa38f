package dev.imageclassifier.sandbox.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.ingest.command.IngestCommand;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.TopicNames;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.command.RunCommand;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import dev.imageclassifier.topology.startup.StartCheck;
import dev.imageclassifier.web.Gateway;
import dev.imageclassifier.web.kafka.PipelineTopics;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

/** TLS, SASL/SCRAM and the ACLs that {@code docs/security.md} grants, word for word. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecurityIT {
  private static final Pattern COMMAND =
      Pattern.compile("^kafka-acls (?:.*\\\\\\n)*.*", Pattern.MULTILINE);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final TopicNames TOPICS =
      new TopicNames("images", "image-labels", "image-dead-letters");

  @TempDir static Path directory;
  private static SecuredBroker broker;
  private static List<String> commands;

  @BeforeAll
  static void start() throws Exception {
    broker = new SecuredBroker(directory);
    broker.prepare(
        List.of("classifier", "sender", "gateway", "stranger", "novice"),
        List.of(TOPICS.images(), TOPICS.labels(), TOPICS.deadLetters()));
    Path page =
        Path.of(System.getProperty("imageclassifier.models"))
            .resolveSibling("docs")
            .resolve("security.md");
    commands =
        COMMAND.matcher(Files.readString(page)).results().map(found -> found.group()).toList();
    for (String command : commands) {
      broker.grant(command);
    }
    broker.awaitGrants();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static PipelineSettings settings(String user) throws IOException {
    return new PipelineSettings(
        broker.client(user),
        TOPICS,
        TopicPlan.EXISTING,
        "image-classifier",
        Guarantee.EXACTLY_ONCE_V2,
        1,
        new BatchSettings(8, 64L << 20, 3),
        DecodeSettings.DEFAULTS,
        OptionalInt.empty(),
        directory.resolve("state"));
  }

  private record Said(int code, String text) {}

  private static Said run(Object command, String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text, true);
    int code =
        Commands.commandLine(command, Map.of()).setOut(writer).setErr(writer).execute(arguments);
    return new Said(code, text.toString());
  }

  private static Said ingest(String user, String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--command-config";
    all[arguments.length + 1] = broker.config(user).toString();
    return run(new IngestCommand(), all);
  }

  @Test
  void allThreeProcessesWorkWithWhatIsGranted() throws Exception {
    Path pictures = Files.createDirectory(directory.resolve("pictures"));
    Files.write(pictures.resolve("one.png"), new byte[] {1});
    Files.write(pictures.resolve("two.png"), new byte[] {2});
    try (Pipeline pipeline =
        Pipeline.start(
            settings("classifier"),
            new ServedModel(
                new ModelIdentity("any", "1", "fp32", "sha256:" + "0".repeat(64)),
                LabelEverything::new))) {
      pipeline.awaitReady(PATIENCE);

      Said published =
          ingest(
              "sender",
              "publish",
              pictures.toString(),
              "--wait",
              "--journal",
              directory.resolve("journal").toString());
      assertEquals(0, published.code(), published.text());
      assertTrue(published.text().contains("\"labelled\":2"), published.text());

      Said results = ingest("sender", "results", "--from-beginning", "--count", "2");
      assertEquals(0, results.code(), results.text());

      try (Gateway gateway =
          Gateway.start(
              new GatewaySettings(
                  broker.client("gateway"),
                  PipelineTopics.DEFAULTS,
                  Optional.of("image-classifier"),
                  HttpSettings.onLoopback(0)))) {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(gateway.address().resolve("/predict"))
                        .header("Content-Type", "image/png")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {3}))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
      }
      assertEquals(3, pipeline.counters().labelled());
    }
  }

  /**
   * A check without any one of the classifier's rights names it; with all of them it is content.
   */
  @Test
  void runCanSpareNoneOfItsRights() throws Exception {
    assertEquals(List.of(), StartCheck.problems(settings("classifier")));
    try (Admin admin = broker.admin()) {
      Collection<AclBinding> granted =
          admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
              .filter(acl -> acl.entry().principal().equals("User:classifier"))
              .toList();
      assertEquals(8, granted.size(), granted.toString());
      for (AclBinding one : granted) {
        admin.deleteAcls(List.of(one.toFilter())).all().get();
        broker.awaitGrants();
        assertNotEquals(
            List.of(), StartCheck.problems(settings("classifier")), "not needed: " + one);
        admin.createAcls(List.of(one)).all().get();
      }
      broker.awaitGrants();
      assertEquals(List.of(), StartCheck.problems(settings("classifier")));
    }
  }

  @Test
  void aWrongPasswordIsOneSentenceWithoutThePassword() throws IOException {
    broker.mistype("mistyped");
    for (Said said :
        List.of(
            run(
                new RunCommand(),
                "--command-config",
                broker.config("mistyped").toString(),
                "--http-port=-1",
                "--state-dir",
                directory.resolve("wrong").toString()),
            ingest("mistyped", "results", "--from-beginning"))) {
      assertEquals(1, said.code(), said.text());
      assertTrue(said.text().contains("credentials"), said.text());
      assertFalse(said.text().contains("mistyped-4711"), said.text());
      assertEquals(1, said.text().lines().count(), said.text());
    }
  }

  @Test
  void aStartNamesEveryMissingRightAtOnce() throws Exception {
    broker.grant(
        "kafka-acls --bootstrap-server localhost:9092 --command-config admin.properties --add"
            + " --allow-principal User:novice --operation Read --topic "
            + TOPICS.images());
    broker.awaitGrants();

    Said said =
        run(
            new RunCommand(),
            "--command-config",
            broker.config("novice").toString(),
            "--http-port=-1",
            "--state-dir",
            directory.resolve("novice").toString());

    assertEquals(1, said.code(), said.text());
    assertTrue(said.text().startsWith("run: 5 problems: (1) "), said.text());
    for (String each :
        List.of(
            "'" + TOPICS.labels() + "' does not exist, or this user may not see it",
            "'" + TOPICS.deadLetters() + "' does not exist, or this user may not see it",
            "lacks DESCRIBE_CONFIGS on topic '" + TOPICS.images() + "'",
            "lacks READ on group",
            "lacks WRITE on transactional ids")) {
      assertTrue(said.text().contains(each), said.text());
    }
  }

  @Test
  void aMissingRightIsNamed() throws Exception {
    List<String> problems = StartCheck.problems(settings("stranger"));
    assertTrue(
        problems.toString().contains("'images' does not exist, or this user may not see it"));
    assertTrue(problems.toString().contains("lacks READ on group"), problems.toString());
    assertTrue(problems.toString().contains("lacks WRITE on transactional ids"));

    Said said = ingest("stranger", "results", "--from-beginning");
    assertEquals(1, said.code(), said.text());
    assertTrue(said.text().contains("image-labels"), said.text());
  }

  /** The rights are the subject here, not the pictures. */
  private static final class LabelEverything implements Session {
    @Override
    public List<Outcome> classify(List<byte[]> encoded, Duration readBudget, StageListener stages) {
      return Collections.nCopies(
          encoded.size(),
          new Outcome.Labelled(
              List.of(new Prediction(1, new ClassLabel(null, "cat", "cat"), 0, 1)),
              ImageFormat.PNG,
              1,
              1,
              false,
              0,
              0,
              0,
              encoded.size()));
    }

    @Override
    public void close() {}
  }
}
