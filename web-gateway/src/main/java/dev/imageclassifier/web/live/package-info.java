/** What flows through the results and dead-letter topics, for those who look on. */
package dev.imageclassifier.web.live;
