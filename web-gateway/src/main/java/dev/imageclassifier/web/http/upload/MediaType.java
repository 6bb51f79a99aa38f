package dev.imageclassifier.web.http.upload;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;

/**
 * A Content-Type header taken apart.
 *
 * @param type type and subtype, lower case, without parameters
 * @param boundary what divides a multipart body
 */
public record MediaType(String type, Optional<String> boundary) {
  public static final String MULTIPART = "multipart/form-data";
  public static final String UNKNOWN = "application/octet-stream";

  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

  /** The media type; of type {@link #UNKNOWN} where the header is none. */
  public static MediaType of(String header) {
    Map<String, String> parameters = new HashMap<>();
    String value = HttpField.getValueParameters(header, parameters);
    String type = value == null ? "" : value.strip().toLowerCase(Locale.ROOT); // null for ""
    return new MediaType(
        TYPE.matcher(type).matches() ? type : UNKNOWN,
        Optional.ofNullable(parameters.get("boundary")).filter(it -> !it.isBlank()));
  }

  public boolean isImage() {
    return type.startsWith("image/");
  }

  public boolean isUnknown() {
    return type.equals(UNKNOWN);
  }
}
