/**
 * Code that all commands share: options, settings from environment and file, exit codes, error
 * messages, terminal, progress display and logging configuration. The package does not depend on
 * Kafka or DJL.
 */
package dev.imageclassifier.cli;
