package dev.imageclassifier.embedded;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

@EnabledIf(
    value = "dockerAnswers",
    disabledReason = "no Docker engine answers, so the container cannot be tested here")
class ContainerKafkaIT extends KafkaClusterContract {
  @Override
  KafkaCluster startCluster() {
    return ContainerKafka.start();
  }

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }
}
