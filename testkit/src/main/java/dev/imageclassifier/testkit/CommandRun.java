package dev.imageclassifier.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of a command in this process.
 *
 * @param exitCode the exit code
 * @param out the text that the command wrote to standard output
 * @param err the text that the command wrote to standard error
 */
public record CommandRun(int exitCode, String out, String err) {
  /** Runs the command. Each argument is passed as its {@code toString()}. */
  public static CommandRun of(CommandLine command, Object... arguments) {
    return of(command, new StringWriter(), arguments);
  }

  /** Runs the command with this writer as standard error, so that a test can react to messages. */
  public static CommandRun of(CommandLine command, Writer err, Object... arguments) {
    StringWriter out = new StringWriter();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode =
        command.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The last line of standard output, or an empty string. */
  public String lastLine() {
    return out.lines().reduce("", (first, second) -> second);
  }
}
