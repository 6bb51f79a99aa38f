/** The stream of outcomes that {@code GET /events} sends to the page. */
package dev.imageclassifier.web.live;
