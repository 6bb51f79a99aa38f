package dev.imageclassifier.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the manifest of this module's jar. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "kafka-image-classifier " + (version == null ? "(not packaged)" : version)
    };
  }
}
