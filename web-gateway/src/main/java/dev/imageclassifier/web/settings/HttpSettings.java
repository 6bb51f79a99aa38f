package dev.imageclassifier.web.settings;

import dev.imageclassifier.web.http.security.BearerToken;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the HTTP side behaves.
 *
 * @param host address to bind to
 * @param port port to bind to, 0 for any free one
 * @param hosts further names by which browsers may call this server
 * @param token what callers of the API must show; empty where everybody may call
 * @param maxBytes largest picture, 1 to {@link #MOST_BYTES}
 * @param maxInFlight most pictures at once, 1 to {@link #MOST_IN_FLIGHT}; more are answered 429
 * @param answerTimeout how long to wait for an outcome
 * @param bodyTimeout how long a body may take to arrive
 */
public record HttpSettings(
    String host,
    int port,
    Set<String> hosts,
    Optional<BearerToken> token,
    int maxBytes,
    int maxInFlight,
    Duration answerTimeout,
    Duration bodyTimeout) {
  /** Largest picture, unless told otherwise. */
  public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

  /** Most pictures at once, unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 64;

  /** Largest picture that may be allowed. */
  public static final int MOST_BYTES = 1 << 30;

  /** Most pictures at once that may be allowed. */
  public static final int MOST_IN_FLIGHT = 10_000;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Loopback only, on this port, for everybody on this machine. */
  public static HttpSettings onLoopback(int port) {
    return new HttpSettings(
        "127.0.0.1",
        port,
        Set.of(),
        Optional.empty(),
        DEFAULT_MAX_BYTES,
        DEFAULT_MAX_IN_FLIGHT,
        DEFAULT_TIMEOUT,
        DEFAULT_TIMEOUT);
  }

  /** Copies the names. */
  public HttpSettings {
    hosts = Set.copyOf(hosts);
  }

  /** The same with this limit for pictures. */
  public HttpSettings withMaxBytes(int bytes) {
    return new HttpSettings(
        host, port, hosts, token, bytes, maxInFlight, answerTimeout, bodyTimeout);
  }

  /** The same with this many pictures at once. */
  public HttpSettings withMaxInFlight(int most) {
    return new HttpSettings(host, port, hosts, token, maxBytes, most, answerTimeout, bodyTimeout);
  }

  /** Most bytes of pictures held in memory at once: a few large ones, or many small ones. */
  public long maxBufferedBytes() {
    return Math.max(8L * maxBytes, 64L * 1024 * 1024);
  }
}
