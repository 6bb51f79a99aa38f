package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the values of a command's options and their sources. Hides values that may be secret. */
public final class EffectiveSettings {
  static final String COMMAND_LINE = "command line";

  private EffectiveSettings() {}

  /**
   * The settings by source ({@code command line}, a variable, {@code FILE:LINE}, {@code default}),
   * each as {@code name=value}. Options without a value are omitted. Call it after the command line
   * was parsed.
   */
  public static Map<String, String> bySource(CommandSpec command) {
    CommandLine commandLine = command.commandLine();
    Map<String, String> settings = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      Object value = option.getValue();
      if (value == null || option.usageHelp() || option.versionHelp() || isUnset(option, value)) {
        continue;
      }
      String source =
          commandLine.getDefaultValueProvider() instanceof SettingDefaults defaults
              ? defaults.source(option, commandLine.getParseResult()).orElse("default")
              : "default";
      String setting =
          Secrets.hide(ErrorText.printable(option.longestName().substring(2) + "=" + text(value)));
      settings.merge(source, setting, (before, more) -> before + " " + more);
    }
    return settings;
  }

  private static boolean isUnset(OptionSpec option, Object value) {
    return (option.typeInfo().isBoolean() && !((Boolean) value))
        || (value instanceof Collection<?> many && many.isEmpty());
  }

  private static String text(Object value) {
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(","))
        : value.toString();
  }
}
