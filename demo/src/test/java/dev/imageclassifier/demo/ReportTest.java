package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  @Test
  void hasOneObjectForEachPicture() throws Exception {
    Map<String, Optional<PictureOutcome>> entries = new TreeMap<>();
    entries.put("a.png", Optional.of(Outcomes.labelled("a.png", 0)));
    entries.put("b \"ü\".jpg", Optional.of(Outcomes.deadLettered("b \"ü\".jpg", 1)));
    entries.put("c.jpg", Optional.empty());
    Path file = folder.resolve("out.jsonl");

    try (Report report = Report.open(file)) {
      report.write(entries);
    }

    List<String> lines = Files.readAllLines(file);
    JsonNode labelled = new ObjectMapper().readTree(lines.get(0));
    assertEquals("a.png", labelled.get("image_id").textValue());
    assertEquals("labelled", labelled.get("outcome").textValue());
    byte[] result = labelled.get("result").toString().getBytes(StandardCharsets.UTF_8);
    assertEquals(Outcomes.result("a.png", 0), new ResultDeserializer().deserialize("", result));
    assertEquals(
        "{\"image_id\":\"b \\\"ü\\\".jpg\",\"outcome\":\"dead_lettered\",\"reason\":\"truncated\","
            + "\"stage\":\"decode\",\"detail\":\"the \\\"end\\\" is missing\"}",
        lines.get(1));
    assertEquals("{\"image_id\":\"c.jpg\",\"outcome\":\"pending\"}", lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void aFileThatCannotBeWrittenIsOneSentence() {
    Path file = folder.resolve("missing").resolve("out.jsonl");

    UserError refused = assertThrows(UserError.class, () -> Report.open(file));
    assertTrue(
        refused.getMessage().startsWith("The report " + file + " cannot be written: no such file"),
        refused.getMessage());
  }
}
