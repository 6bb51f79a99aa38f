/** Checks of the caller: host, origin, bearer token, and the timeout of request heads. */
package dev.imageclassifier.web.http.security;
