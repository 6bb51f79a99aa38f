package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.quarantine.IsolatedProcess;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A classifier process that tests kill: the real pipeline with a fake session, or a mutant.
 * Arguments: bootstrap server, guarantee, design, state directory; or {@code isolated-retry}.
 */
public final class CrashTestMain {
  public static final TopicNames TOPICS =
      new TopicNames("images", "image-labels", "image-dead-letters");
  public static final String GROUP = "crash-test";
  public static final String READY = "READY";
  public static final String ISOLATED_RETRY = "isolated-retry";
  private static final long MILLISECONDS_PER_IMAGE = 1;

  /** The design under test. */
  public enum Design {
    /** The pipeline of this module. */
    PIPELINE,
    /** Buffers records across {@code process()} in a list, which a punctuator empties. */
    BUFFER_ACROSS_PROCESS,
    /** Forwards records in the commit of a state store. */
    FORWARD_IN_COMMIT
  }

  private CrashTestMain() {}

  public static PipelineSettings settings(String bootstrap, Guarantee guarantee, Path state) {
    return PipelineSettings.builder()
        .client(
            Map.of(
                "bootstrap.servers", bootstrap,
                "session.timeout.ms", "3000",
                "heartbeat.interval.ms", "500",
                "transaction.timeout.ms", "7000"))
        .topics(TOPICS)
        .applicationId(GROUP)
        .guarantee(guarantee)
        .threads(2)
        .batch(BatchSettings.builder().batchSize(4).build())
        .stateDirectory(state)
        .build();
  }

  /** Runs until it is killed; exits with 1 and the cause when the pipeline fails. */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    if (arguments[0].equals(ISOLATED_RETRY)) {
      IsolatedProcess.answer(System.in, new FakeSession(), FakeSession.MODEL, System.out);
      return;
    }
    Guarantee guarantee = Guarantee.valueOf(arguments[1]);
    Path state = Path.of(arguments[3]);
    PipelineSettings settings = settings(arguments[0], guarantee, state);
    Design design = Design.valueOf(arguments[2]);
    if (design == Design.PIPELINE) {
      runPipeline(settings);
    } else {
      runMutant(settings, design, state);
    }
  }

  private static void runPipeline(PipelineSettings settings) throws InterruptedException {
    Pipeline pipeline =
        Pipeline.start(
            settings,
            new ServedModel(FakeSession.MODEL, () -> new FakeSession(MILLISECONDS_PER_IMAGE))
                .withIsolatedRetries(
                    new IsolatedProcess(CrashTestMain.class, List.of(ISOLATED_RETRY))));
    Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close));
    System.out.println(READY);
    Optional<Throwable> failure = pipeline.await();
    if (failure.isPresent()) {
      failure.get().printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void runMutant(PipelineSettings settings, Design design, Path state)
      throws InterruptedException {
    Properties properties =
        new StreamsProperties(settings, 1 << 20)
            .build(state.resolve("mutant"), "mutant", (records, full) -> {});
    KafkaStreams streams =
        new KafkaStreams(
            design == Design.BUFFER_ACROSS_PROCESS
                ? Mutants.bufferAcrossProcess(TOPICS)
                : Mutants.forwardInCommit(TOPICS),
            properties);
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
