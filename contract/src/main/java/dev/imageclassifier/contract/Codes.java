package dev.imageclassifier.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants as they stand in headers and JSON: lower case with underscores. */
final class Codes {
  private Codes() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E parse(Class<E> type, String code) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(code)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + code
            + "' is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(Codes::of)
                .collect(Collectors.joining(", ")));
  }
}
