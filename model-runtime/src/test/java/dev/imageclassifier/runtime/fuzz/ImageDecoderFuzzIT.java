package dev.imageclassifier.runtime.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.runtime.decode.images.HostileImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Coverage-guided fuzzing of the decoder and the preprocessor for {@code fuzz.seconds}. The profile
 * {@code extended} fuzzes for a minute. {@code -DskipFuzz} skips it. The findings are in {@code
 * target/fuzz}. The fuzzer runs in another process, on one core, in parallel with the other tests.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ImageDecoderFuzzIT {
  private static final String SECONDS = System.getProperty("fuzz.seconds", "60");
  private static final Path DIRECTORY = Path.of("target", "fuzz").toAbsolutePath();
  private static final int MAX_SEED_BYTES = 20_000;

  @Test
  void findsNoInputThatBreaksTheDecoder() throws Exception {
    fuzz();
  }

  @Test
  @Tag("extended")
  void findsNoInputThatBreaksTheDecoderInALongerRun() throws Exception {
    fuzz();
  }

  private static void fuzz() throws IOException, InterruptedException {
    Assumptions.assumeFalse(
        System.getProperty("skipFuzz", "false").matches("|true"), "skipped by -DskipFuzz");
    Path seeds = Files.createDirectories(DIRECTORY.resolve("seeds"));
    Path corpus = Files.createDirectories(DIRECTORY.resolve("corpus"));
    for (Map.Entry<String, byte[]> seed : HostileImages.all().entrySet()) {
      if (seed.getValue().length <= MAX_SEED_BYTES) {
        Files.write(seeds.resolve(seed.getKey()), seed.getValue());
      }
    }

    Process process = start(corpus, seeds);

    assertEquals(0, process.waitFor(), "The fuzzer reported a finding, see " + log());
  }

  private static Process start(Path corpus, Path seeds) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + FuzzTarget.class.getName());
    command.add("--instrumentation_includes=dev.imageclassifier.runtime.**");
    command.add("--custom_hook_includes=dev.imageclassifier.runtime.**");
    command.add("--reproducer_path=" + DIRECTORY);
    command.add("-artifact_prefix=" + DIRECTORY + "/");
    command.add("-max_total_time=" + SECONDS);
    // wall-clock seconds: long enough for a busy machine, so that only endless loops fail
    command.add("-timeout=60");
    command.add("-rss_limit_mb=2048");
    command.add(corpus.toString());
    command.add(seeds.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private static Path log() {
    return DIRECTORY.resolve("fuzz.log");
  }
}
