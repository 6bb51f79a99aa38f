/**
 * The {@code model} command: models without Kafka. Its two option groups are shared with the
 * commands of other modules. The only package of the module that prints.
 */
package dev.imageclassifier.model.command;
