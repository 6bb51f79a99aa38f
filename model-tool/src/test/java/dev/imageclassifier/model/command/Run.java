package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * One run of the model command in this process.
 *
 * @param exit its exit code
 * @param out the lines of its standard output
 * @param err its standard error
 */
record Run(int exit, List<String> out, String err) {

  static Run model(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Commands.commandLine(new ModelCommand(), Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exit = command.execute(words);
    return new Run(exit, out.toString().lines().toList(), err.toString().strip());
  }

  String last() {
    return out.get(out.size() - 1);
  }
}
