/**
 * The web gateway: accepts images over HTTP, sends them to Kafka and returns their outcomes.
 *
 * <p>An image arrives in {@code http.upload}. {@code pending} registers the request, {@code kafka}
 * produces the record and later consumes its outcome, and {@code pending} completes the request.
 * {@code live} streams all outcomes to the page. {@link dev.imageclassifier.web.Gateway} creates
 * and connects these parts.
 */
package dev.imageclassifier.web;
