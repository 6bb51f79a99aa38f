package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
  @Test
  void hasOneLineForEachKindOfOutcome() {
    OutcomeTable table = new OutcomeTable(List.of("pets/cat.png", "b.jpg"));

    assertEquals(
        """
        FILE          LABEL                     CONFIDENCE        TIME
        pets/cat.png  cat                           88.6 %     12.3 ms
        b.jpg         (truncated)                        -           -
        c.jpg         (pending)                          -           -
        (no key)      (truncated)                        -           -""",
        String.join(
            "\n",
            table.header(),
            table.row("pets/cat.png", Optional.of(Outcomes.labelled("pets/cat.png", 0))),
            table.row("b.jpg", Optional.of(Outcomes.deadLettered("b.jpg", 1))),
            table.row("c.jpg", Optional.empty()),
            table.row(null, Optional.of(Outcomes.deadLettered(null, 2)))));
  }

  @Test
  void aLongPathKeepsItsEnd() {
    String path = "folder/".repeat(20) + "picture.jpg";

    String row = new OutcomeTable(List.of(path)).row(path, Optional.empty());

    assertTrue(row.startsWith("...der/folder/"), row);
    assertTrue(row.contains("/picture.jpg  (pending)"), row);
  }

  @Test
  void aFileNameCannotCommandTheTerminal() {
    String row = new OutcomeTable(List.of()).row("a\u001b[2J.jpg", Optional.empty());

    assertTrue(row.chars().noneMatch(Character::isISOControl), row);
  }
}
