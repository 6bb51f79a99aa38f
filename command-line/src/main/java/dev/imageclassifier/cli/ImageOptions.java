package dev.imageclassifier.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options for reading images: limits, formats and policies. */
final class ImageOptions {
  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      defaultValue = "10485760",
      description = "Reject files with more bytes (${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "50000000",
      description = "Reject images with more pixels, before decoding (${DEFAULT-VALUE}).")
  long maxPixels;

  @Option(
      names = "--max-side",
      paramLabel = "N",
      defaultValue = "16384",
      description = "Reject images with a longer side, in pixels (${DEFAULT-VALUE}).")
  int maxSide;

  @Option(
      names = "--max-frames",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Reject animations and documents with more frames (${DEFAULT-VALUE}).")
  int maxFrames;

  @Option(
      names = "--max-metadata-bytes",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description = "Reject images with more metadata (${DEFAULT-VALUE}).")
  int maxMetadataBytes;

  @Option(
      names = "--max-profile-bytes",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description = "Reject images with a larger colour profile (${DEFAULT-VALUE}).")
  int maxProfileBytes;

  @Option(
      names = "--formats",
      split = ",",
      paramLabel = "FORMAT",
      defaultValue = "jpeg,png,webp,gif",
      description = "Formats to read: jpeg, png, webp, gif, bmp, tiff (${DEFAULT-VALUE}).")
  List<String> formats;

  @Option(
      names = "--no-orientation",
      description = "Ignore the EXIF orientation and classify images as they are stored.")
  boolean noOrientation;

  @Option(
      names = "--damaged",
      paramLabel = "POLICY",
      defaultValue = "dead-letter",
      description =
          "Policy for damaged images that still decode: dead-letter or accept (${DEFAULT-VALUE}).")
  String damaged;

  @Option(
      names = "--full-size-jpegs",
      description =
          "Decode large progressive JPEGs at full size: slower, but exactly as TorchVision does.")
  boolean fullSizeJpegs;
}
