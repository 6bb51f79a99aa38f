package dev.imageclassifier.runtime.command;

import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.ReadSettings;
import dev.imageclassifier.runtime.decode.ReadSettings.DamagedPolicy;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is read and what is refused; mix it into commands that read pictures. */
public final class ReadingOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--max-bytes",
      defaultValue = "10485760",
      paramLabel = "N",
      description = "Most encoded bytes of a picture (${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--max-pixels",
      defaultValue = "50000000",
      paramLabel = "N",
      description = "Most pixels that a picture may state (${DEFAULT-VALUE}).")
  long maxPixels;

  @Option(
      names = "--max-side",
      defaultValue = "16384",
      paramLabel = "N",
      description = "Longest side that a picture may state, in pixels (${DEFAULT-VALUE}).")
  int maxSide;

  @Option(
      names = "--max-metadata-bytes",
      defaultValue = "4194304",
      paramLabel = "N",
      description = "Most bytes of metadata and colour profile together (${DEFAULT-VALUE}).")
  int maxMetadataBytes;

  @Option(
      names = "--formats",
      split = ",",
      defaultValue = "jpeg,png,webp,gif",
      paramLabel = "FORMAT",
      description = "Formats that are read, of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);

  @Option(
      names = "--damaged",
      defaultValue = "dead_letter",
      description =
          "What becomes of pictures that decode with warnings: ${COMPLETION-CANDIDATES}"
              + " (${DEFAULT-VALUE}).")
  DamagedPolicy damaged;

  @Option(
      names = "--no-orientation",
      description =
          "Ignore EXIF orientation, as TorchVision does; by default pictures are turned upright.")
  boolean ignoreOrientation;

  /** The settings; a bad number is a usage error. */
  public ReadSettings settings() {
    try {
      return new ReadSettings(
          maxBytes, maxPixels, maxSide, maxMetadataBytes, formats, !ignoreOrientation, damaged);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
