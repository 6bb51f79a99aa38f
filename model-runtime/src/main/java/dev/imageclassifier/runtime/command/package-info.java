/** The {@code model} command, and the options about models and pictures that {@code run} shares. */
package dev.imageclassifier.runtime.command;
