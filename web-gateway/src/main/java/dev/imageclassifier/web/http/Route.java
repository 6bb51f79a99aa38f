package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Endpoint;

/**
 * A method, a path and the endpoint that handles them.
 *
 * @param method {@code GET}, which includes {@code HEAD}, or {@code POST}
 * @param path the exact path, or a prefix if it ends with a slash and is not {@code /}
 * @param access who may send requests
 * @param endpoint the handler
 */
record Route(String method, String path, Access access, Endpoint endpoint) {
  /** Who may send requests. */
  enum Access {
    /** All clients, including links from other sites: the files of the page. */
    PAGE,
    /** All clients except pages of other sites. */
    OPEN,
    /** Clients with the bearer token, if the server has one. */
    TOKEN
  }

  /** The {@code path} label in the metrics. All files of the page share one label. */
  String metricsPath() {
    return access == Access.PAGE ? "page" : path;
  }

  boolean matchesPath(String requestPath) {
    return requestPath.equals(path)
        || (path.length() > 1 && path.endsWith("/") && requestPath.startsWith(path));
  }

  boolean acceptsMethod(String requestMethod) {
    return requestMethod.equals(method) || (method.equals("GET") && requestMethod.equals("HEAD"));
  }
}
