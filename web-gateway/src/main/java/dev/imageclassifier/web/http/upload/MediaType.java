package dev.imageclassifier.web.http.upload;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;

/**
 * A parsed Content-Type header.
 *
 * @param type type and subtype in lower case, without parameters
 * @param boundary the boundary parameter of a multipart body
 */
record MediaType(String type, Optional<String> boundary) {
  static final String MULTIPART = "multipart/form-data";
  static final String UNKNOWN = "application/octet-stream";

  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

  /** Parses a header. The type of an invalid or empty header is {@link #UNKNOWN}. */
  static MediaType of(String header) {
    Map<String, String> parameters = new HashMap<>();
    String value = HttpField.getValueParameters(header, parameters);
    String type = value == null ? "" : value.strip().toLowerCase(Locale.ROOT); // null for ""
    return new MediaType(
        TYPE.matcher(type).matches() ? type : UNKNOWN,
        Optional.ofNullable(parameters.get("boundary")).filter(it -> !it.isBlank()));
  }

  boolean isImage() {
    return type.startsWith("image/");
  }

  boolean isUnknown() {
    return type.equals(UNKNOWN);
  }
}
