/** The commands of {@code model}: list, pull, import, inspect, verify and classify. */
package dev.imageclassifier.model.command;
