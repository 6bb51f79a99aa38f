/**
 * Shared by all commands: options, settings from environment and file, exit codes, error messages,
 * terminal, progress display and logging configuration. Contains no Kafka client and no DJL.
 */
package dev.imageclassifier.cli;
