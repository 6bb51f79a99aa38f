/** Checks of the caller: host, origin, bearer token, and the time a request head may take. */
package dev.imageclassifier.web.http.security;
