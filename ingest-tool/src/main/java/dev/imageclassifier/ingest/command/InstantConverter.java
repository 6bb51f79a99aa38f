package dev.imageclassifier.ingest.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses a time on the command line: {@code 2026-11-23T10:15:30Z}; {@code 2026-11-23T10:15} or
 * {@code 2026-11-23} in the local time zone; or a duration before now such as {@code 90s}, {@code
 * 30m}, {@code 2h} or {@code 7d}.
 */
final class InstantConverter implements ITypeConverter<Instant> {
  static final String LABEL = "TIME";
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        return Instant.now().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
      }
      if (text.length() == "2026-11-23".length()) {
        return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return zoned
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "Invalid time '%s': use 2026-11-23T10:15:30Z, 2026-11-23, or 2h for two hours ago"
              .formatted(text));
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
