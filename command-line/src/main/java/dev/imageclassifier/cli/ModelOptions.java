package dev.imageclassifier.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that every command with a classifier shares: the model, how it runs, and which images
 * it reads. The values remain text, because this module does not depend on the classifier.
 */
public final class ModelOptions {
  @Spec CommandSpec options;
  @Mixin ModelOption model;

  @Option(
      names = "--precision",
      paramLabel = "fp32|int8",
      description = "Precision of the model (default: fp32 if the bundle has it, else int8).")
  String precision;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "cpu",
      description = "Device that runs the model (${DEFAULT-VALUE}).")
  String device;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Labels per image (default: the value in the model's bundle).")
  Integer topK;

  @Mixin ImageOptions images;

  /**
   * Returns the value of each option as text, by option name ({@code --max-bytes}). Options without
   * a value are absent.
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec option : options.options()) {
      Object value = option.getValue();
      if (value != null) {
        values.put(
            option.longestName(),
            value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString());
      }
    }
    return values;
  }
}
