package dev.imageclassifier.systemtests.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.ProjectFiles;
import dev.imageclassifier.topology.command.RunCommand;
import dev.imageclassifier.web.WebCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The tables of {@code docs/configuration.md} equal the options of the commands. With {@code
 * -Dconfiguration.page.write=true} the test writes the tables.
 */
final class ConfigurationPageTest {
  private static final Path PAGE = ProjectFiles.file("docs/configuration.md");

  @ParameterizedTest
  @ValueSource(strings = {"run", "web"})
  void listsEveryOptionOfTheCommand(String command) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- options of " + command + ", made by ConfigurationPageTest -->\n";
    String end = "<!-- end of the options of " + command + " -->";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    assertTrue(from >= begin.length() && to >= from, "docs/configuration.md has no markers");
    String table = table(command.equals("run") ? new RunCommand() : new WebCommand());
    if (Boolean.getBoolean("configuration.page.write")) {
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
      return;
    }

    assertEquals(table, page.substring(from, to), "update it with -Dconfiguration.page.write=true");
  }

  private static String table(Object command) {
    CommandSpec spec = Commands.commandLine(command, Map.of()).getCommandSpec();
    StringBuilder table = new StringBuilder("| option | default | meaning |\n|---|---|---|\n");
    for (OptionSpec option : spec.options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.hidden()) {
        table.append(row(option));
      }
    }
    return table.toString();
  }

  private static String row(OptionSpec option) {
    String name = option.longestName();
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    String value = option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
    String description =
        String.join(" ", option.description())
            .replaceFirst(" \\(" + quotedDefault(option) + "\\)\\.$", ".");
    return "| `%s%s` | %s | %s |%n"
        .formatted(name, label.replace("|", "\\|"), value, description.replace("|", "\\|"));
  }

  private static String quotedDefault(OptionSpec option) {
    return Pattern.quote(String.valueOf(option.defaultValue()));
  }
}
