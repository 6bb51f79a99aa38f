package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.files.FileSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that select files. */
final class FileOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, directories, and archives (.zip, .tar, .tar.gz, .tgz).")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--from-file",
      paramLabel = "LIST",
      description = "File with the names of further files, one per line; - for standard input.")
  String list;

  @Option(
      names = {"-0", "--null"},
      description = "Names in the list end with NUL, as find -print0 writes them.")
  boolean nullSeparated;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Publish only matching files: *.jpg matches names, pets/** paths. Repeatable.")
  List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Skip matching files and directories; takes precedence over --include. Repeatable.")
  List<String> exclude = new ArrayList<>();

  @Option(names = "--follow-symlinks", description = "Follow symbolic links in directories.")
  boolean followSymlinks;

  @Option(names = "--archives", description = "Open archives in directories.")
  boolean archives;

  boolean isEmpty() {
    return paths.isEmpty() && list == null;
  }

  /**
   * The selected files.
   *
   * @throws IllegalArgumentException when a glob is invalid
   */
  FileSelection selection() {
    return FileSelection.builder()
        .paths(paths)
        .list(list)
        .nullSeparated(nullSeparated)
        .include(include)
        .exclude(exclude)
        .followSymlinks(followSymlinks)
        .openArchives(archives)
        .build();
  }
}
