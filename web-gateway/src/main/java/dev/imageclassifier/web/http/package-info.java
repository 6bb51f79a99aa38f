/**
 * The HTTP side: guards, bodies read within bounds, answers, the page. Nothing here blocks a
 * thread: a request that waits for its outcome holds memory only.
 */
package dev.imageclassifier.web.http;
