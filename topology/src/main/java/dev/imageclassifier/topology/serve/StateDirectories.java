package dev.imageclassifier.topology.serve;

import java.nio.file.Path;

/** Where an instance keeps what must survive its own death. */
final class StateDirectories {
  private StateDirectories() {}

  /** {@code $XDG_STATE_HOME} or its default, as the XDG base directory specification has it. */
  static Path ofUser(String applicationId) {
    String xdg = System.getenv("XDG_STATE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(xdg);
    return base.resolve("kafka-image-classifier").resolve(applicationId);
  }
}
