package dev.imageclassifier.ingest.command;

import dev.imageclassifier.ingest.files.FileSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files. */
final class FileOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, and archives (.zip, .tar, .tar.gz, .tgz).")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--from-file",
      paramLabel = "LIST",
      description = "A file with the names of further files, one a line; - for standard input.")
  String list;

  @Option(
      names = {"-0", "--null"},
      description = "The names in the list end with NUL, as find -print0 writes them.")
  boolean nul;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Only such files: *.jpg for names, pets/** for paths. May be repeated.")
  List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "No such files or folders; wins over --include. May be repeated.")
  List<String> exclude = new ArrayList<>();

  @Option(names = "--follow-symlinks", description = "Follow symbolic links in folders.")
  boolean followSymlinks;

  @Option(names = "--archives", description = "Open archives in folders, too.")
  boolean archives;

  boolean isEmpty() {
    return paths.isEmpty() && list == null;
  }

  /**
   * The files.
   *
   * @throws IllegalArgumentException when a glob cannot be read
   */
  FileSelection selection() {
    return new FileSelection(
        Path.of("").toAbsolutePath().toString(),
        paths.stream().map(Path::toString).toList(),
        list,
        nul,
        include,
        exclude,
        followSymlinks,
        archives);
  }
}
