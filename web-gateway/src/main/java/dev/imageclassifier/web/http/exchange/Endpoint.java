package dev.imageclassifier.web.http.exchange;

/** Handles the requests of one route. */
@FunctionalInterface
public interface Endpoint {
  /** Responds now or later. Must not block. */
  void handle(Exchange exchange);
}
