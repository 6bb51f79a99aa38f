package dev.imageclassifier.web.http.security;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.HostPort;

/**
 * Rejects requests with a foreign host name and cross-origin requests. The first protects against
 * DNS rebinding: a site that lets its own name resolve to this address. The second protects against
 * sites that make the browser of a visitor send requests to this server. Immutable.
 */
public final class HostCheck {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;
  private final Set<String> allowedHosts;

  /**
   * Creates the check.
   *
   * @param boundHost the address that the server binds to
   * @param allowedHosts further names of the server
   */
  public HostCheck(String boundHost, Set<String> allowedHosts) {
    this.allowedHosts =
        allowedHosts.stream().map(HostCheck::lower).collect(Collectors.toUnmodifiableSet());
    this.names =
        Stream.concat(Stream.of(bracketed(lower(boundHost))), this.allowedHosts.stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks one request.
   *
   * @param page whether the request is for a file of the page, which other sites may link to
   * @return the problem, or empty if the request is allowed
   */
  public Optional<Problem> check(Exchange exchange, boolean page) {
    SocketAddress local = exchange.request().getConnectionMetaData().getLocalSocketAddress();
    Optional<String> host = exchange.header(HttpHeader.HOST);
    Optional<String> authority =
        Optional.ofNullable(exchange.request().getHttpURI().getAuthority());
    if (!Stream.of(host, authority).flatMap(Optional::stream).allMatch(it -> isOwn(it, local))) {
      return Optional.of(Problem.unknownHost());
    }
    Optional<String> origin = exchange.header(HttpHeader.ORIGIN);
    if (origin.isPresent() && !isSameOrigin(origin.get(), host.orElse(""))) {
      return Optional.of(Problem.foreignOrigin());
    }
    String site = exchange.header("Sec-Fetch-Site").map(HostCheck::lower).orElse("none");
    boolean allowed = page || site.equals("same-origin") || site.equals("none");
    return allowed ? Optional.empty() : Optional.of(Problem.foreignOrigin());
  }

  private boolean isOwn(String authority, SocketAddress local) {
    String name = hostName(authority);
    if (names.contains(name)) {
      return true;
    }
    if (!(local instanceof InetSocketAddress address) || address.getAddress() == null) {
      return false;
    }
    return (address.getAddress().isLoopbackAddress() && LOOPBACK_NAMES.contains(name))
        || name.equals(bracketed(address.getAddress()));
  }

  private boolean isSameOrigin(String origin, String host) {
    int slashes = origin.indexOf("://");
    if (slashes < 0) {
      return false; // for example "null"
    }
    String scheme = lower(origin.substring(0, slashes));
    String authority = lower(origin.substring(slashes + 3));
    return (scheme.equals("http") || scheme.equals("https"))
        && (authority.equals(lower(host)) || allowedHosts.contains(hostName(authority)));
  }

  private static String hostName(String authority) {
    try {
      return lower(new HostPort(authority).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String bracketed(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return bracketed(zone < 0 ? text : text.substring(0, zone));
  }

  /** An IPv6 address as it appears in a URL. */
  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
