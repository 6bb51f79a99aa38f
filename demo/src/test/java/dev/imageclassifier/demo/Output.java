package dev.imageclassifier.demo;

import dev.imageclassifier.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** What a command wrote, and how it ended. */
record Output(int exitCode, List<String> out, String err) {
  /** Runs the demo in this process. */
  static Output ofDemo(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Commands.commandLine(new DemoCommand(), Map.of())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Output(exitCode, out.toString().lines().toList(), err.toString());
  }

  String lastLine() {
    return out.get(out.size() - 1);
  }
}
