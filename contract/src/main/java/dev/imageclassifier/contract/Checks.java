package dev.imageclassifier.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Checks of record components. The messages name the JSON property. */
final class Checks {
  private Checks() {}

  static <T> T present(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is null but must be given");
    }
    return value;
  }

  static String text(String name, String value) {
    if (present(name, value).isBlank()) {
      throw new IllegalArgumentException(name + " is blank but must be text");
    }
    return value;
  }

  static String matching(String name, String value, Pattern pattern, String meaning) {
    if (!pattern.matcher(present(name, value)).matches()) {
      throw new IllegalArgumentException(name + " must be " + meaning);
    }
    return value;
  }

  static void atLeast(String name, long minimum, long value) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          name + " is " + value + " but must be at least " + minimum);
    }
  }

  static double between(String name, double minimum, double maximum, double value) {
    if (!(value >= minimum && value <= maximum)) { // NaN fails, too
      throw new IllegalArgumentException(
          name + " is " + value + " but must be " + limits(minimum, maximum));
    }
    return value;
  }

  private static String limits(double minimum, double maximum) {
    return maximum == Double.MAX_VALUE
        ? "a number of at least " + minimum
        : minimum + " to " + maximum;
  }

  /** Rounds half up. Returns NaN and infinity unchanged; the next check rejects them. */
  static double rounded(double value, int decimals) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue()
        : value;
  }
}
