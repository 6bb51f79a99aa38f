/**
 * The HTTP server: routing, static files, health and metrics. The packages below it hold the parts
 * of a request. No code here blocks a thread while it waits for a body or for an outcome.
 */
package dev.imageclassifier.web.http;
