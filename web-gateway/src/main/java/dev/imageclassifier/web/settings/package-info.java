/** Settings of the gateway and of its HTTP server. */
package dev.imageclassifier.web.settings;
