package dev.imageclassifier.ingest;

import dev.imageclassifier.cli.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the shell completion and the manual pages of the distribution; the build runs it. */
final class IngestManual {
  private IngestManual() {}

  /** Writes below the folder that is named. */
  public static void main(String... arguments) throws IOException {
    Path share = Path.of(arguments[0]);
    CommandLine ingest = Commands.commandLine(new IngestCommand(), Map.of());
    Path completion = share.resolve("bash-completion/completions/ingest");
    Path unused = Files.createDirectories(completion.getParent());
    write(completion, AutoComplete.bash("ingest", ingest));
    Path pages = Files.createDirectories(share.resolve("man/man1"));
    for (CommandLine command : all(ingest)) {
      write(pages.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
    }
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> commands = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(below -> commands.addAll(all(below)));
    return commands;
  }

  private static void write(Path file, String text) throws IOException {
    Path unused = Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
