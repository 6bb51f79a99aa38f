package dev.imageclassifier.web.settings;

import dev.imageclassifier.web.http.security.BearerToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the HTTP server. Created with {@link #builder()}.
 *
 * @param host address to bind to
 * @param port port to bind to, 0 for any free port
 * @param allowedHosts further host names by which browsers may call this server
 * @param token bearer token that API clients must send; empty to accept every client
 * @param maxBytes largest image in bytes, 1 to {@link #MAX_MAX_BYTES}
 * @param maxInFlight images in flight, 1 to {@link #MAX_MAX_IN_FLIGHT}; above it requests get 429
 * @param outcomeTimeout how long {@code POST /predict} waits for the outcome
 * @param bodyTimeout how long a request body may take to arrive
 */
public record HttpSettings(
    String host,
    int port,
    Set<String> allowedHosts,
    Optional<BearerToken> token,
    int maxBytes,
    int maxInFlight,
    Duration outcomeTimeout,
    Duration bodyTimeout) {
  /** Default of {@code maxBytes}. */
  public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

  /** Default of {@code maxInFlight}. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 64;

  /** Upper limit of {@code maxBytes}. */
  public static final int MAX_MAX_BYTES = 1 << 30;

  /** Upper limit of {@code maxInFlight}. */
  public static final int MAX_MAX_IN_FLIGHT = 10_000;

  private static final int MAX_PORT = 65_535;
  private static final long MIN_BUFFERED_BYTES = 64L * 1024 * 1024;

  /**
   * Validates the properties.
   *
   * @throws IllegalArgumentException with every invalid property and its value
   */
  public HttpSettings {
    allowedHosts = Set.copyOf(allowedHosts);
    List<String> errors = new ArrayList<>();
    if (host.isBlank()) {
      errors.add("host must not be blank");
    }
    checkRange(errors, "port", port, 0, MAX_PORT);
    checkRange(errors, "maxBytes", maxBytes, 1, MAX_MAX_BYTES);
    checkRange(errors, "maxInFlight", maxInFlight, 1, MAX_MAX_IN_FLIGHT);
    checkPositive(errors, "outcomeTimeout", outcomeTimeout);
    checkPositive(errors, "bodyTimeout", bodyTimeout);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", errors));
    }
  }

  private static void checkRange(List<String> errors, String name, int value, int min, int max) {
    if (value < min || value > max) {
      errors.add("%s must be between %d and %d, but is %d".formatted(name, min, max, value));
    }
  }

  private static void checkPositive(List<String> errors, String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      errors.add("%s must be positive, but is %s".formatted(name, value));
    }
  }

  /** A builder with the defaults: loopback only, port 8080, no token. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Maximum bytes of image data that the server buffers: eight images of the maximum size, or 64
   * MiB.
   */
  public long maxBufferedBytes() {
    return Math.max(8L * maxBytes, MIN_BUFFERED_BYTES);
  }

  /** Builds {@link HttpSettings}. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port = 8080;
    private Set<String> allowedHosts = Set.of();
    private Optional<BearerToken> token = Optional.empty();
    private int maxBytes = DEFAULT_MAX_BYTES;
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private Duration outcomeTimeout = Duration.ofSeconds(30);
    private Duration bodyTimeout = Duration.ofSeconds(30);

    private Builder() {}

    public Builder host(String host) {
      this.host = host;
      return this;
    }

    public Builder port(int port) {
      this.port = port;
      return this;
    }

    public Builder allowedHosts(Set<String> allowedHosts) {
      this.allowedHosts = allowedHosts;
      return this;
    }

    public Builder token(Optional<BearerToken> token) {
      this.token = token;
      return this;
    }

    public Builder maxBytes(int maxBytes) {
      this.maxBytes = maxBytes;
      return this;
    }

    public Builder maxInFlight(int maxInFlight) {
      this.maxInFlight = maxInFlight;
      return this;
    }

    public Builder outcomeTimeout(Duration outcomeTimeout) {
      this.outcomeTimeout = outcomeTimeout;
      return this;
    }

    public Builder bodyTimeout(Duration bodyTimeout) {
      this.bodyTimeout = bodyTimeout;
      return this;
    }

    /** Validates the properties and creates the settings. */
    public HttpSettings build() {
      return new HttpSettings(
          host, port, allowedHosts, token, maxBytes, maxInFlight, outcomeTimeout, bodyTimeout);
    }
  }
}
