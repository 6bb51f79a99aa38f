package dev.imageclassifier.ingest;

import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A manual page in the language of man, made of what {@code --help} says. picocli's own generator
 * writes AsciiDoc, which a further tool would have to translate.
 */
final class ManPage {
  private ManPage() {}

  /** {@code ingest-dead-letters-list}. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  static String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    StringBuilder page = new StringBuilder();
    String[] description = spec.usageMessage().description();
    page.append(".TH ").append(name(command).toUpperCase(Locale.ROOT)).append(" 1\n");
    page.append(".SH NAME\n").append(name(command)).append(" \\- ");
    page.append(description.length == 0 ? "" : text(description[0])).append('\n');
    page.append(".SH SYNOPSIS\n.nf\n").append(text(help.synopsis(0).strip())).append("\n.fi\n");
    page.append(".SH DESCRIPTION\n");
    for (String line : description) {
      page.append(text(line)).append("\n.PP\n");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      entry(page, "\\fI" + text(parameter.paramLabel()) + "\\fR", parameter.description(), "");
    }
    if (!spec.options().isEmpty()) {
      page.append(".SH OPTIONS\n");
    }
    for (OptionSpec option : spec.options()) {
      String names =
          String.join(", ", option.names())
              .replace("-", "\\-")
              .replaceAll("([^, ]+)", "\\\\fB$1\\\\fR");
      String label = option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
      entry(page, names + label, option.description(), option.defaultValueString(true));
    }
    if (!spec.subcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      spec.subcommands().values().stream()
          .map(ManPage::name)
          .forEach(below -> page.append(".PP\n.BR ").append(below).append(" (1)\n"));
    }
    for (String line : spec.usageMessage().footer()) {
      page.append(".PP\n").append(text(line)).append('\n');
    }
    return page.toString();
  }

  private static void entry(StringBuilder page, String head, String[] lines, String defaultValue) {
    String words =
        String.join(" ", lines)
            .replace("${DEFAULT-VALUE}", defaultValue == null ? "" : defaultValue);
    String candidates = words.replace("${COMPLETION-CANDIDATES}", "PATH, NAME, SHA256, UUID");
    page.append(".TP\n").append(head).append('\n').append(text(candidates)).append('\n');
  }

  /** No line of text may begin like a request, and a backslash begins an escape. */
  private static String text(String words) {
    return words
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .lines()
        .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
        .collect(Collectors.joining("\n"));
  }
}
