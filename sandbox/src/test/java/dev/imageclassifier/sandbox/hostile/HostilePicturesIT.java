package dev.imageclassifier.sandbox.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.connection.TopicWait;
import dev.imageclassifier.contract.Topics;
import dev.imageclassifier.embedded.BrokerSettings;
import dev.imageclassifier.embedded.EmbeddedKafka;
import dev.imageclassifier.model.command.ModelCommand;
import dev.imageclassifier.runtime.decode.Corpus;
import dev.imageclassifier.runtime.decode.HostilePictures;
import dev.imageclassifier.topology.command.RunCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile pictures through processes of 512 MB: each comes out exactly once, and the processes
 * live.
 */
class HostilePicturesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMATS = "--formats=jpeg,png,webp,gif,bmp,tiff";

  @TempDir Path folder;

  @Test
  void selfMadeOnesThroughThePipelineAndTheCommand() throws Exception {
    Map<String, byte[]> files = HostilePictures.all();
    Outcomes outcomes = throughThePipeline(files, "--batch-size=1", "--damaged=accept");
    assertEquals(List.of("labelled as damaged"), outcomes.byKey().get("gif-giant"));
    assertEquals(List.of("labelled"), outcomes.byKey().get("jpeg-then-zip"));
    assertEquals(List.of("too_many_frames"), outcomes.byKey().get("gif-flood-of-frames"));
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      written.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    throughTheCommand(written);
  }

  @Test
  void theCorpusThroughThePipelineAndTheCommand() throws Exception {
    Path odd = Corpus.path("odd-pictures");
    Map<String, byte[]> files = new TreeMap<>();
    List<Path> paths = Corpus.files(odd);
    for (Path path : paths) {
      files.put(odd.relativize(path).toString(), Files.readAllBytes(path));
    }
    throughThePipeline(files, "--batch-size=8");
    throughTheCommand(paths);
  }

  private Outcomes throughThePipeline(Map<String, byte[]> files, String... more) throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(BrokerSettings.DEFAULTS)) {
      Path err = folder.resolve("run.err");
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--bootstrap-server=" + broker.bootstrapServers(),
                  "--create-topics",
                  FORMATS,
                  "--threads=2",
                  "--http-port=-1",
                  "--state-dir=" + folder.resolve("state")));
      arguments.addAll(List.of(more));
      Process pipeline =
          SmallProcess.start(RunCommand.class, folder.resolve("run.out"), err, arguments);
      try {
        awaitTopics(broker.bootstrapServers(), pipeline, err);
        publish(broker.bootstrapServers(), files);

        Outcomes outcomes = Outcomes.follow(broker.bootstrapServers(), files.size(), pipeline);

        System.out.println("hostile pictures through the pipeline: " + outcomes.totals());
        assertTrue(pipeline.isAlive(), () -> "the pipeline ended: " + text(err));
        assertEquals(files.keySet(), outcomes.byKey().keySet());
        outcomes.byKey().forEach((key, ended) -> assertEquals(1, ended.size(), key + ": " + ended));
        return outcomes;
      } finally {
        pipeline.destroy();
        if (!pipeline.waitFor(1, TimeUnit.MINUTES)) {
          pipeline.destroyForcibly();
        }
      }
    }
  }

  private void throughTheCommand(List<Path> files) throws Exception {
    Path out = folder.resolve("classify.out");
    List<String> arguments = new ArrayList<>(List.of("classify", "--json", FORMATS));
    files.forEach(file -> arguments.add(file.toString()));

    Process command =
        SmallProcess.start(ModelCommand.class, out, folder.resolve("classify.err"), arguments);

    assertTrue(command.waitFor(10, TimeUnit.MINUTES), "classify does not end");
    assertEquals(ExitCode.DEAD_LETTERS, command.exitValue());
    List<String> lines = Files.readAllLines(out);
    JsonNode totals = JSON.readTree(lines.get(lines.size() - 1));
    assertEquals(files.size(), lines.size() - 1, "one line for each file and the totals");
    assertEquals(
        files.size(), totals.get("labelled").intValue() + totals.get("refused").intValue());
    assertEquals(0, totals.get("unreadable").intValue());
  }

  private static void awaitTopics(String brokers, Process pipeline, Path err) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      while (!admin.listTopics().names().get().contains(Topics.IMAGE_DEAD_LETTERS)) {
        assertTrue(pipeline.isAlive(), () -> "the pipeline did not start: " + text(err));
        TimeUnit.MILLISECONDS.sleep(200);
      }
      TopicWait.untilLeadersAreKnown(
          admin, List.of(Topics.IMAGES, Topics.IMAGE_LABELS, Topics.IMAGE_DEAD_LETTERS));
    }
  }

  private static void publish(String brokers, Map<String, byte[]> files) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "max.request.size", Integer.toString(16 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      files.forEach(
          (name, file) ->
              sent.add(
                  producer.send(
                      new ProducerRecord<>(
                          Topics.IMAGES, name.getBytes(StandardCharsets.UTF_8), file))));
      for (Future<RecordMetadata> answer : sent) {
        answer.get();
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
