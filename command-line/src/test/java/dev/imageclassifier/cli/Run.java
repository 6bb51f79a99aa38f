package dev.imageclassifier.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** One run of a command in this process: its exit code and what it wrote. */
record Run(int exitCode, String out, String err) {
  static Run of(Object command, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Commands.commandLine(command, environment)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
