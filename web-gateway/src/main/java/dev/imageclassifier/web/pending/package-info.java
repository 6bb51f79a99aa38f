/** Requests that wait for an outcome, and the outcomes kept for later requests. */
package dev.imageclassifier.web.pending;
