/** One HTTP request and its response. */
package dev.imageclassifier.web.http.exchange;
