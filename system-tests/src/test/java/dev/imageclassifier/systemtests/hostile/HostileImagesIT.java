package dev.imageclassifier.systemtests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.model.command.ModelCommand;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.HostileImages;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import dev.imageclassifier.topology.command.RunCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile images in processes with a heap of 512 MB: each image has exactly one outcome, and no
 * process crashes.
 */
@Tag("extended")
final class HostileImagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMATS = "--formats=jpeg,png,webp,gif,bmp,tiff";
  private static final String[] SMALL_HEAP = {"-Xmx512m", "-XX:+ExitOnOutOfMemoryError"};

  @TempDir Path directory;

  @Test
  void generatedImagesHaveOneOutcomeEach() throws Exception {
    Map<String, byte[]> images = HostileImages.all();
    OutcomesByKey outcomes = runPipeline(images, "--batch-size=1", "--damaged=accept");
    assertEquals(List.of("labelled as damaged"), outcomes.byKey().get("gif-giant"));
    assertEquals(List.of("labelled"), outcomes.byKey().get("jpeg-then-zip"));
    assertEquals(List.of("too_many_frames"), outcomes.byKey().get("gif-flood-of-frames"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, byte[]> image : images.entrySet()) {
      files.add(Files.write(directory.resolve(image.getKey()), image.getValue()));
    }
    runClassifyCommand(files);
  }

  @Test
  void imagesOfTheCorpusHaveOneOutcomeEach() throws Exception {
    Path corpus = Corpus.path("odd-pictures");
    Map<String, byte[]> images = new TreeMap<>();
    List<Path> files = Corpus.files(corpus);
    for (Path file : files) {
      images.put(corpus.relativize(file).toString(), Files.readAllBytes(file));
    }
    runPipeline(images, "--batch-size=8");
    runClassifyCommand(files);
  }

  private OutcomesByKey runPipeline(Map<String, byte[]> images, String... options) {
    try (TestBroker broker = TestBroker.start()) {
      String bootstrapServers = broker.bootstrapServers();
      TestTopics.createPipelineTopics(bootstrapServers, 2);
      try (ChildProcess pipeline =
          ChildProcess.of(RunCommand.class)
              .jvmFlags(SMALL_HEAP)
              .arguments("--bootstrap-server=" + bootstrapServers, FORMATS, "--threads=2")
              .arguments("--http-port=-1", "--state-dir=" + directory.resolve("state"))
              .arguments((Object[]) options)
              .start(directory.resolve("run.log"))) {
        send(bootstrapServers, images);

        OutcomesByKey outcomes = OutcomesByKey.read(bootstrapServers, images.size(), pipeline);

        System.out.println("Outcomes of the hostile images: " + outcomes.totals());
        assertTrue(pipeline.isAlive(), () -> "the pipeline exited: " + pipeline.log());
        assertEquals(images.keySet(), outcomes.byKey().keySet());
        outcomes.byKey().forEach((key, all) -> assertEquals(1, all.size(), key + ": " + all));
        pipeline.terminate();
        return outcomes;
      }
    }
  }

  private void runClassifyCommand(List<Path> files) throws Exception {
    Path out = directory.resolve("classify.out");
    try (ChildProcess command =
        ChildProcess.of(ModelCommand.class)
            .jvmFlags(SMALL_HEAP)
            .arguments("classify", "--json", FORMATS)
            .arguments(files.toArray())
            .start(out, directory.resolve("classify.log"))) {

      assertEquals(ExitCode.DEAD_LETTERS, command.awaitExit(), command::log);
    }
    List<String> lines = Files.readAllLines(out);
    JsonNode totals = JSON.readTree(lines.get(lines.size() - 1));
    assertEquals(files.size(), lines.size() - 1, "one line for each file and one for the totals");
    assertEquals(
        files.size(), totals.get("labelled").intValue() + totals.get("rejected").intValue());
    assertEquals(0, totals.get("unreadable").intValue());
  }

  private static void send(String bootstrapServers, Map<String, byte[]> images) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    images.forEach(
        (name, image) ->
            records.add(
                new ProducerRecord<>(
                    TestTopics.IMAGES, name.getBytes(StandardCharsets.UTF_8), image)));
    TestRecords.send(bootstrapServers, records);
  }
}
