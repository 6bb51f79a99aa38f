package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.UserError;
import java.util.Map;
import java.util.function.Supplier;

/** Starts the cluster that the environment asks for. */
public final class KafkaClusters {
  /** Environment variable that chooses: {@code embedded} (the default) or {@code container}. */
  public static final String VARIABLE = "KAFKA_CLUSTER";

  private KafkaClusters() {}

  /**
   * Starts the cluster named by {@value #VARIABLE}.
   *
   * @throws UserError when the variable names neither
   */
  public static KafkaCluster start() {
    return choose(System.getenv()).get();
  }

  // Lazily: without Testcontainers on the class path, ContainerKafka does not even load.
  static Supplier<KafkaCluster> choose(Map<String, String> environment) {
    String kind = environment.getOrDefault(VARIABLE, "embedded");
    return switch (kind) {
      case "embedded" -> EmbeddedKafka::start;
      case "container" -> ContainerKafka::start;
      default ->
          throw new UserError(
              VARIABLE + " is '" + kind + "' but must be 'embedded' or 'container'.");
    };
  }
}
