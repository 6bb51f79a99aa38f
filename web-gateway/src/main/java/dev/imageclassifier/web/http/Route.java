package dev.imageclassifier.web.http;

import dev.imageclassifier.web.http.exchange.Endpoint;

/**
 * One address.
 *
 * @param method {@code GET} or {@code POST}; who may GET may HEAD
 * @param path the path; where it ends in a slash and is no other, all below it
 * @param access who may ask
 * @param endpoint who answers
 */
record Route(String method, String path, Access access, Endpoint endpoint) {
  /** Who may ask. */
  enum Access {
    /** Everybody, from anywhere: the page itself. */
    PAGE,
    /** Everybody, but no other site's page. */
    OPEN,
    /** Who shows the token, where there is one. */
    TOKEN
  }

  /** Its name in the metrics: the files of the page have one together. */
  String label() {
    return access == Access.PAGE ? "page" : path;
  }

  boolean leadsTo(String asked) {
    return asked.equals(path)
        || (path.length() > 1 && path.endsWith("/") && asked.startsWith(path));
  }

  boolean takes(String asked) {
    return asked.equals(method) || (method.equals("GET") && asked.equals("HEAD"));
  }
}
