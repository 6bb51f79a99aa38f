/** {@code POST /predict} and {@code POST /images}: reads the body within its limits. */
package dev.imageclassifier.web.http.upload;
