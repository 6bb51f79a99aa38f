package dev.imageclassifier.topology.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.CommandRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopologyCommandTest {
  private static CommandRun run(Object... arguments) {
    return CommandRun.of(Commands.commandLine(new TopologyCommand(), Map.of()), arguments);
  }

  @Test
  void printsTheTopologyWithTheNamesOfItsTopics() {
    CommandRun run = run("--input-topic", "photos");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("Source: images-source (topics: [photos])"), run.out());
    assertTrue(run.out().contains("Sink: labels-sink (topic: image-labels)"), run.out());
  }

  @Test
  void rejectsEqualTopicNames() {
    CommandRun run = run("--input-topic", "photos", "--output-topic", "photos");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("The three topics must differ"), run.err());
  }
}
