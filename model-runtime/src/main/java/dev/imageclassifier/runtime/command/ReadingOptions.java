package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.Bounds;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.ImageFormat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What is read and what is refused: the same options for every command that reads pictures. */
public final class ReadingOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      defaultValue = "10485760",
      description = "Refuse files with more bytes (${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "50000000",
      description = "Refuse pictures with more pixels, before decoding (${DEFAULT-VALUE}).")
  long maxPixels;

  @Option(
      names = "--max-side",
      paramLabel = "N",
      defaultValue = "16384",
      description = "Refuse pictures with a longer side, in pixels (${DEFAULT-VALUE}).")
  int maxSide;

  @Option(
      names = "--max-frames",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Refuse animations and documents with more frames (${DEFAULT-VALUE}).")
  int maxFrames;

  @Option(
      names = "--max-metadata-bytes",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description = "Refuse pictures with more metadata (${DEFAULT-VALUE}).")
  int maxMetadataBytes;

  @Option(
      names = "--max-profile-bytes",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description = "Refuse pictures with a larger colour profile (${DEFAULT-VALUE}).")
  int maxProfileBytes;

  @Option(
      names = "--formats",
      split = ",",
      paramLabel = "FORMAT",
      defaultValue = "jpeg,png,webp,gif",
      converter = FormatConverter.class,
      description = "Formats to read, of jpeg, png, webp, gif, bmp, tiff (${DEFAULT-VALUE}).")
  List<ImageFormat> formats;

  @Option(
      names = "--no-orientation",
      description =
          "Leave pictures as they are stored, whatever EXIF says about their orientation.")
  boolean noOrientation;

  @Option(
      names = "--damaged",
      paramLabel = "POLICY",
      defaultValue = "dead-letter",
      converter = DamagedConverter.class,
      description =
          "What becomes of damaged pictures: dead-letter (refuse them) or accept"
              + " (${DEFAULT-VALUE}).")
  DamagedPolicy damaged;

  @Option(
      names = "--full-size-jpegs",
      description =
          "Decode large progressive JPEGs whole, never at a reduced size: slower, and exactly as"
              + " TorchVision does it.")
  boolean fullSizeJpegs;

  /**
   * The settings that were asked for.
   *
   * @throws picocli.CommandLine.ParameterException naming every option whose value is out of bounds
   */
  public DecodeSettings settings() {
    Bounds bounds = new Bounds();
    DecodeSettings settings = settings(bounds);
    bounds.refuse(command.commandLine());
    return settings;
  }

  /** The same with the nearest that is allowed in place of what is out of bounds. */
  DecodeSettings settings(Bounds bounds) {
    Set<ImageFormat> read = EnumSet.copyOf(formats);
    return DecodeSettings.builder()
        .maxBytes(bounds.atLeast("--max-bytes", maxBytes, 1))
        .maxPixels(bounds.within("--max-pixels", maxPixels, 1, Long.MAX_VALUE))
        .maxSide(bounds.atLeast("--max-side", maxSide, 1))
        .maxFrames(bounds.atLeast("--max-frames", maxFrames, 1))
        .maxMetadataBytes(bounds.atLeast("--max-metadata-bytes", maxMetadataBytes, 1))
        .maxProfileBytes(bounds.atLeast("--max-profile-bytes", maxProfileBytes, 1))
        .formats(read)
        .applyOrientation(!noOrientation)
        .damaged(damaged)
        .fullSizeJpegs(fullSizeJpegs)
        .build();
  }

  /** Reads {@code dead-letter} for {@code DEAD_LETTER}, and says what there is to choose from. */
  private static <E extends Enum<E>> E choose(E[] values, String text) {
    String wanted = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(value -> value.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is none of "
                        + Arrays.stream(values)
                            .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "))));
  }

  /** Format names. */
  static final class FormatConverter implements ITypeConverter<ImageFormat> {
    @Override
    public ImageFormat convert(String text) {
      return choose(ImageFormat.values(), text);
    }
  }

  /** Policy names. */
  static final class DamagedConverter implements ITypeConverter<DamagedPolicy> {
    @Override
    public DamagedPolicy convert(String text) {
      return choose(DamagedPolicy.values(), text);
    }
  }
}
