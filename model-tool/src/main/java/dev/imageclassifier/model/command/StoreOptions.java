package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.model.install.Installer.Installed;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where models are installed, and whether one may take the place of another. */
final class StoreOptions {
  private static final int DIGEST = 64;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Where to install (default: the user's models, which are found by name).")
  Path directory;

  @Option(
      names = "--replace",
      description = "Take the place of a model of that name that was installed before.")
  boolean replace;

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description = "Refuse the model file unless it has this SHA-256 digest.")
  String sha256;

  ModelStore open() {
    return ModelStore.open(directory == null ? BundleFinder.ofUser() : directory);
  }

  /** Refuses a name that is taken, unless it may be replaced. */
  void requireFree(ModelStore store, String name) {
    if (store.has(name) && !replace) {
      throw new UserError(
          store.place(name) + " exists already: say --replace to put the new one in its place.");
    }
  }

  /** What is wrong with the digest that was given; null when nothing is. */
  String badDigest() {
    return sha256 == null || sha256.matches("[0-9a-fA-F]{" + DIGEST + "}")
        ? null
        : "--sha256 is '" + sha256 + "': it must be 64 hexadecimal digits";
  }

  void report(Installed installed, PrintWriter out) {
    out.println("installed: " + installed.identity().inWords());
    out.println(
        "use it with --model "
            + (directory == null ? installed.identity().name() : installed.directory()));
    out.flush();
  }
}
