/**
 * What every command of the project shares: the {@code --verbose} and Kafka connection options,
 * exit codes, defaults from the environment, and failures told in one sentence.
 */
package dev.imageclassifier.cli;
