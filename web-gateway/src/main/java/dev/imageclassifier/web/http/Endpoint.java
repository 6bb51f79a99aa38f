package dev.imageclassifier.web.http;

/** Answers the requests of one address. */
@FunctionalInterface
interface Endpoint {
  /** Answers now or later; must not block. */
  void handle(Exchange exchange);
}
