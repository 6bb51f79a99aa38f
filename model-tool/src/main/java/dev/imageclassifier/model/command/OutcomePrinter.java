package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.Outcome;
import java.nio.file.Path;

/** Prints the outcome of a file. */
interface OutcomePrinter {
  void print(Path file, Outcome outcome);
}
