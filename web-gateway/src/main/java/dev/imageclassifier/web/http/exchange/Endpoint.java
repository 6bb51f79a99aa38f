package dev.imageclassifier.web.http.exchange;

/** Answers the requests of one address. */
@FunctionalInterface
public interface Endpoint {
  /** Answers now or later; must not block. */
  void handle(Exchange exchange);
}
