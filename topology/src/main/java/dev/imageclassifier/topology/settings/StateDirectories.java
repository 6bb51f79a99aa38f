package dev.imageclassifier.topology.settings;

import java.nio.file.Path;

/** The default state directory. */
final class StateDirectories {
  private StateDirectories() {}

  /** The directory in {@code $XDG_STATE_HOME}, by default {@code ~/.local/state}. */
  static Path ofUser(String applicationId) {
    String xdg = System.getenv("XDG_STATE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(xdg);
    return base.resolve("kafka-image-classifier").resolve(applicationId);
  }
}
