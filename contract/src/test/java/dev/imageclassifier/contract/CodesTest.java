package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codes are part of the contract: a changed one breaks consumers. */
class CodesTest {
  @Test
  void reasonsAreAsDocumented() {
    assertEquals(
        List.of(
            "empty",
            "too_many_bytes",
            "not_an_image",
            "unsupported_format",
            "corrupt",
            "truncated",
            "too_many_pixels",
            "side_too_long",
            "too_many_frames",
            "too_much_metadata",
            "out_of_memory",
            "prediction_failed",
            "crashed_the_classifier"),
        Arrays.stream(DeadLetterReason.values()).map(DeadLetterReason::code).toList());
  }

  @Test
  void stagesAreAsDocumented() {
    assertEquals(
        List.of("read", "decode", "preprocess", "predict"),
        Arrays.stream(ErrorStage.values()).map(ErrorStage::code).toList());
  }

  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  void everyReasonIsFoundByItsCode(DeadLetterReason reason) {
    assertEquals(reason, DeadLetterReason.ofCode(reason.code()));
  }

  @ParameterizedTest
  @EnumSource(ErrorStage.class)
  void everyStageIsFoundByItsCode(ErrorStage stage) {
    assertEquals(stage, ErrorStage.ofCode(stage.code()));
  }

  @Test
  void anUnknownCodeIsToldWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ErrorStage.ofCode("Read")).getMessage();
    assertEquals("'Read' is none of read, decode, preprocess, predict", message);
  }

  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  void everyReasonStandsInTheDocumentation(DeadLetterReason reason) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "contract.md"));
    assertTrue(page.contains("\n| `" + reason.code() + "` |"), reason.code());
  }

  @Test
  void codesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertTrue(DeadLetterReason.PREDICTION_FAILED.code().contains("i"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
