package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.predict.Outcome;
import java.nio.file.Path;

/** Prints what became of a file, as soon as it is known. */
interface OutcomePrinter {
  void print(Path file, Outcome outcome);
}
