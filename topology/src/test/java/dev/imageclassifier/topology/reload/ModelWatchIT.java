package dev.imageclassifier.topology.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.Scrape;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.command.RunCommand;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.topology.support.TestProcess;
import dev.imageclassifier.topology.support.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --model-watch} as a process whose model is replaced under load. */
final class ModelWatchIT {
  private static final int PARTITIONS = 3;
  private static final int ENOUGH = 30;
  private static final Pattern HEALTH = Pattern.compile("http://localhost:(\\d+)/readyz");

  @TempDir Path directory;

  private byte[] image;
  private Path link;
  private String address;

  @Test
  void switchesUnderLoadAndIgnoresABadModel() throws Exception {
    image = TestImages.scenePng(1);
    link = directory.resolve("model");
    switchTo(bundle("A", ""));
    Path bad = bundle("bad", "");
    Files.writeString(bad.resolve("model.pt"), "another program");
    try (TestBroker broker = TestBroker.start();
        ChildProcess child = run(broker)) {
      address = address(child);
      try (Traffic traffic =
          new Traffic(
              broker.bootstrapServers(),
              new TopicNames(
                  TopicNames.IMAGES, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS),
              PARTITIONS,
              number -> number % 10 == 3 ? new byte[] {1} : image)) {
        traffic.flowUntil("results of A", () -> traffic.by("A") >= ENOUGH);
        assertTrue(get("readyz").startsWith("ok\nmodel starter A (fp32, "), get("readyz"));

        switchTo(bad);
        traffic.flowUntil("a rejection", () -> metric("model_rejected") == 1);
        assertTrue(get("readyz").startsWith("ok\nmodel starter A (fp32, "), get("readyz"));
        assertTrue(get("readyz").contains("SHA256SUMS: model.pt has the digest"), get("readyz"));
        assertTrue(child.log().contains("new model rejected; model kept"), child.log());
        long before = traffic.by("A");
        traffic.flowUntil("more results of A", () -> traffic.by("A") >= before + ENOUGH);
        assertEquals(0, traffic.by("bad"));

        switchTo(bundle("B", "b-"));
        traffic.flowUntil("results of B", () -> traffic.by("B") >= ENOUGH);
        assertEquals(0, metric("model_rejected"));
        assertEquals(1, metric("model_rejections_total"));
        assertEquals(1, metric("model_switches_total"));
        traffic.flowUntil("the memory of A freed", () -> metric("models_loaded") == 1);
        assertTrue(child.log().contains("model switched model=starter B (fp32, "), child.log());

        traffic.settle();
        assertEquals(traffic.sent(), traffic.settled(), "images without an outcome");
        assertEquals(traffic.sent(), traffic.outcomes(), "images with two outcomes");
        assertEquals(traffic.results().size(), traffic.by("A") + traffic.by("B"));
        assertEquals(0, traffic.results(ModelWatchIT::namesAnotherModel));
        child.terminate();
      }
    }
  }

  @Test
  void doesNotRejectAModelThatIsLoadedDuringAStop() throws Exception {
    ModelBundle starter =
        BundleReader.read(Path.of(System.getProperty("imageclassifier.models"), "starter"));
    CountDownLatch loading = new CountDownLatch(1);
    try (TestBroker broker = TestBroker.start();
        Classifier first =
            Classifier.load(
                starter,
                ClassifierSettings.builder()
                    .precision(Precision.INT8)
                    .topK(1)
                    .maxBatch(1)
                    .device(ClassifierSettings.Device.CPU)
                    .decoding(DecodeSettings.DEFAULTS)
                    .build());
        Pipeline pipeline = Pipeline.start(settings(broker), ServedModel.of(first))) {
      try (ModelWatch watch =
          new ModelWatch(
              () -> "another", () -> stopAndFail(pipeline, loading), first, "the first")) {
        watch.start(pipeline.model(), Duration.ofMillis(10));
        assertTrue(loading.await(60, TimeUnit.SECONDS));
      }
      assertEquals(0, pipeline.model().rejections());
    }
  }

  private static Classifier stopAndFail(Pipeline pipeline, CountDownLatch loading) {
    pipeline.close();
    loading.countDown();
    throw new IllegalStateException("interrupted by the stop");
  }

  private PipelineSettings settings(TestBroker broker) {
    return PipelineSettings.builder()
        .client(Map.of("bootstrap.servers", broker.bootstrapServers()))
        .topics(new TopicNames("in", "out", "dead"))
        .topicCreation(TopicCreation.builder().enabled(true).partitions(1).build())
        .applicationId("stopped")
        .batch(BatchSettings.builder().batchSize(1).build())
        .stateDirectory(directory.resolve("stopped"))
        .build();
  }

  /** The labels of B start with b-. */
  private static boolean namesAnotherModel(ClassificationResult result) {
    boolean isLabelOfB = result.predictions().get(0).label().startsWith("b-");
    return isLabelOfB != result.model().version().equals("B");
  }

  private ChildProcess run(TestBroker broker) {
    return TestProcess.start(
        directory,
        "run",
        RunCommand.class,
        "--bootstrap-server",
        broker.bootstrapServers(),
        "--create-topics",
        "--partitions",
        Integer.toString(PARTITIONS),
        "--threads",
        "2",
        "--state-dir",
        directory.resolve("state").toString(),
        "--http-port",
        "0",
        "--model",
        link.toString(),
        "--model-watch");
  }

  private static String address(ChildProcess child) {
    child.await("the health address", () -> HEALTH.matcher(child.log()).find());
    Matcher health = HEALTH.matcher(child.log());
    assertTrue(health.find());
    return "http://localhost:" + health.group(1) + "/";
  }

  private String get(String page) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address + page)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double metric(String name) {
    return Scrape.of(get("metrics")).value("image_classifier_" + name);
  }

  /** Replaces the symbolic link atomically. */
  private void switchTo(Path bundle) throws IOException {
    Path next = Files.createSymbolicLink(directory.resolve("next"), bundle);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Copies the starter model with a different version and a prefix for its labels. */
  private Path bundle(String version, String prefix) throws Exception {
    Path starter = Path.of(System.getProperty("imageclassifier.models"), "starter");
    Path copy = Files.createDirectories(directory.resolve(version));
    Files.copy(starter.resolve("model.pt"), copy.resolve("model.pt"));
    Files.write(
        copy.resolve("synset.txt"),
        Files.readAllLines(starter.resolve("synset.txt")).stream()
            .map(line -> prefix + line)
            .toList());
    Files.write(
        copy.resolve("serving.properties"),
        Files.readAllLines(starter.resolve("serving.properties")).stream()
            .filter(line -> !line.startsWith("bundle.precision.int8"))
            .map(line -> line.startsWith("bundle.version") ? "bundle.version=" + version : line)
            .toList());
    List<String> sums = new ArrayList<>();
    for (String name : List.of("model.pt", "synset.txt", "serving.properties")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(copy.resolve(name)));
      sums.add(HexFormat.of().formatHex(digest) + "  " + name);
    }
    Files.writeString(copy.resolve("SHA256SUMS"), String.join("\n", sums), StandardCharsets.UTF_8);
    return copy;
  }
}
