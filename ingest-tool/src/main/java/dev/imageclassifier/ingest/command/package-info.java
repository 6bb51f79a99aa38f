/**
 * The {@code ingest} commands and their options. Only this package uses picocli and writes to the
 * standard streams. No other package depends on it.
 */
package dev.imageclassifier.ingest.command;
