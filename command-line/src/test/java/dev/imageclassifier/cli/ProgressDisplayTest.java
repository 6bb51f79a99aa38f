package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final String LINE = System.lineSeparator();

  private final StringWriter err = new StringWriter();
  private Optional<String> status = Optional.of("1 of 2");

  private ProgressDisplay display(boolean terminal) {
    return new ProgressDisplay(new PrintWriter(err), terminal, onTerminal -> status);
  }

  @Test
  void redrawsOneLineOnATerminal() {
    try (ProgressDisplay display = display(true)) {
      display.show();
      status = Optional.of("2 of 2");
      display.show();
    }

    assertEquals(
        "\u001b[?7l1 of 2\u001b[?7h\r\u001b[K\u001b[?7l2 of 2\u001b[?7h\r\u001b[K", err.toString());
  }

  @Test
  void keepsMessagesOnATerminal() {
    try (ProgressDisplay display = display(true)) {
      display.show();
      display.message("a.jpg failed");
    }

    assertEquals("\u001b[?7l1 of 2\u001b[?7h\r\u001b[Ka.jpg failed" + LINE, err.toString());
  }

  @Test
  void printsAStatusOnceWithoutATerminal() {
    try (ProgressDisplay display = display(false)) {
      display.show();
      display.show();
      status = Optional.empty();
      display.show();
    }

    assertEquals("1 of 2" + LINE, err.toString());
  }
}
