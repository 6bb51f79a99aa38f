package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.model.install.Installer.Installed;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of commands that install a model. */
final class StoreOptions {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Directory to install into (default: the models of the current user).")
  Path directory;

  @Option(names = "--replace", description = "Replace an installed model with the same name.")
  boolean replace;

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description = "Reject the model file unless it has this SHA-256 digest.")
  String sha256;

  ModelStore open() {
    return ModelStore.open(directory == null ? BundleFinder.userDirectory() : directory);
  }

  /**
   * Checks that the name can be used.
   *
   * @throws UserError when a model with this name exists and {@code --replace} is absent
   */
  void requireFree(ModelStore store, String name) {
    if (store.exists(name) && !replace) {
      throw new UserError(
          "%s already exists. Use --replace to replace it.".formatted(store.path(name)));
    }
  }

  /** Checks the syntax of {@code --sha256}. */
  void checkDigest(CommandLine command) {
    if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new ParameterException(
          command, "--sha256 is '%s': it must be 64 hexadecimal digits".formatted(sha256));
    }
  }

  void report(Installed installed, PrintWriter out) {
    out.println("installed: " + ModelCards.summary(installed.model()));
    out.println(
        "use it with --model "
            + (directory == null ? installed.model().name() : installed.directory()));
    out.flush();
  }
}
