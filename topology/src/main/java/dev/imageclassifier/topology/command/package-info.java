/** The command line: the command {@code run} and its messages. */
package dev.imageclassifier.topology.command;
