package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the Dockerfile without a container engine. */
final class DockerfileTest {
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\w+)$");

  private static String text() throws IOException {
    return Files.readString(ComposeFiles.COMPOSE.resolve("Dockerfile"));
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }

  @Test
  void passesTheLinter() throws Exception {
    ExternalTool lint = ExternalTool.require("dockerfile-utils", "dockerfile-utils (npm)");

    String found = lint.run(ComposeFiles.COMPOSE, Map.of(), "lint", "Dockerfile");

    assertEquals("", found.strip());
  }

  @Test
  void pinsTheBaseImages() throws IOException {
    List<String> bases = all("(?m)^ARG \\w+_IMAGE=(.+)$", text());

    assertEquals(2, bases.size());
    for (String base : bases) {
      assertTrue(base.matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*"), base);
    }
    assertEquals(3, all("(?m)^FROM (\\$\\{(?:MAVEN|JRE)_IMAGE}) AS", text()).size());
  }

  @Test
  void setsANumericUserAndAHealthCheck() throws IOException {
    for (String stage : List.of("classifier", "web")) {
      String content = stage(stage);
      assertEquals(List.of("10001:10001"), all("(?m)^USER (\\S+)$", content), stage);
      assertEquals(1, all("(?m)^(HEALTHCHECK) ", content).size(), stage);
    }
  }

  @Test
  void copiesAndStartsTheAssembledFiles() throws IOException {
    for (String stage : List.of("classifier", "web")) {
      String content = stage(stage);
      assertEquals(
          List.of("compose/target/container-image/" + stage),
          all("COPY --from=build /src/(\\S+) /opt/image-classifier", content));
      String program = all("ENTRYPOINT \\[\"/opt/image-classifier/(bin/\\w+)\"]", content).get(0);
      assertTrue(
          Files.exists(ComposeFiles.COMPOSE.resolve("healthy.sh"))
              && (program.equals("bin/run") || program.equals("bin/web")),
          program);
    }
  }

  private static String stage(String name) throws IOException {
    String text = text();
    List<MatchResult> stages = STAGE.matcher(text).results().toList();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).group(1).equals(name)) {
        int end = i + 1 < stages.size() ? stages.get(i + 1).start() : text.length();
        return text.substring(stages.get(i).start(), end);
      }
    }
    throw new AssertionError("missing stage " + name);
  }
}
