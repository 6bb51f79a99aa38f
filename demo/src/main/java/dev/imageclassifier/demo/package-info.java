/**
 * The whole pipeline in one process. {@code Demo} starts a broker, the classifier and the web page,
 * and publishes images with an ingest run. Only {@code benchmark} uses this package.
 */
package dev.imageclassifier.demo;
