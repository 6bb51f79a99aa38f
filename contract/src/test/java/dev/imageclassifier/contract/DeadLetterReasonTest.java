package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeadLetterReasonTest {
  @Test
  void theContractPageListsEveryReasonAndStage() throws IOException {
    String page = Files.readString(Path.of("../docs/contract.md"));

    for (String code : DeadLetterReason.codes()) {
      assertTrue(page.contains("`" + code + "`"), code);
    }
    for (ErrorStage stage : ErrorStage.values()) {
      assertTrue(page.contains("`" + stage.code() + "`"), stage.code());
    }
  }
}
