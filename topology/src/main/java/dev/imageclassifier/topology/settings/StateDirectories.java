package dev.imageclassifier.topology.settings;

import java.nio.file.Path;

/** Where an instance keeps what must survive its own death. */
public final class StateDirectories {
  private StateDirectories() {}

  /** {@code $XDG_STATE_HOME} or its default, as the XDG base directory specification has it. */
  public static Path ofUser(String applicationId) {
    String xdg = System.getenv("XDG_STATE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(xdg);
    return base.resolve("kafka-image-classifier").resolve(applicationId);
  }
}
