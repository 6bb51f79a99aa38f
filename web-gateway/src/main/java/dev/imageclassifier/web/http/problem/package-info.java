/** Error responses: problem details as in RFC 9457. */
package dev.imageclassifier.web.http.problem;
