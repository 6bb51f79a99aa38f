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
 * Lets through who knows the server by a name of its own, and came from nobody else's page. The
 * first stops pages that point their own name at this address (DNS rebinding), the second those
 * that make a visitor's browser send requests here.
 */
public final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;
  private final Set<String> extra;

  public HostCheck(String boundTo, Set<String> extra) {
    this.extra = extra.stream().map(HostCheck::lower).collect(Collectors.toUnmodifiableSet());
    this.names =
        Stream.concat(Stream.of(literal(lower(boundTo))), this.extra.stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What is wrong with the caller; empty where nothing is. */
  public Optional<Problem> objection(Exchange exchange, boolean page) {
    Optional<String> host = exchange.header(HttpHeader.HOST);
    SocketAddress local = exchange.request().getConnectionMetaData().getLocalSocketAddress();
    if (host.isPresent() && !known(host.get(), local)) {
      return Optional.of(Problem.misdirected());
    }
    Optional<String> named = Optional.ofNullable(exchange.request().getHttpURI().getAuthority());
    if (named.isPresent() && !known(named.get(), local)) {
      return Optional.of(Problem.misdirected());
    }
    Optional<String> origin = exchange.header(HttpHeader.ORIGIN);
    if (origin.isPresent() && !ours(origin.get(), host.orElse(""))) {
      return Optional.of(Problem.foreignOrigin());
    }
    String site = exchange.header("Sec-Fetch-RequestRouter").map(HostCheck::lower).orElse("none");
    // the page itself may be linked to from anywhere
    boolean own = page || site.equals("same-origin") || site.equals("none");
    return own ? Optional.empty() : Optional.of(Problem.foreignOrigin());
  }

  private boolean known(String authority, SocketAddress local) {
    String name = name(authority);
    if (names.contains(name)) {
      return true;
    }
    if (!(local instanceof InetSocketAddress address) || address.getAddress() == null) {
      return false;
    }
    return (address.getAddress().isLoopbackAddress() && LOOPBACK.contains(name))
        || name.equals(literal(address.getAddress()));
  }

  private boolean ours(String origin, String host) {
    int slashes = origin.indexOf("://");
    if (slashes < 0) {
      return false; // "null" among others
    }
    String scheme = lower(origin.substring(0, slashes));
    String authority = lower(origin.substring(slashes + 3));
    return (scheme.equals("http") || scheme.equals("https"))
        && (authority.equals(lower(host)) || extra.contains(name(authority)));
  }

  private static String name(String authority) {
    try {
      return lower(new HostPort(authority).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return literal(zone < 0 ? text : text.substring(0, zone));
  }

  private static String literal(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
