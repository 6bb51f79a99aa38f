/** Responses that contain an outcome, and {@code GET /results/ID}. */
package dev.imageclassifier.web.http.result;
