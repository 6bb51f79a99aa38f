package dev.imageclassifier.web.pending;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import java.util.function.Function;

/** What became of one picture. */
public sealed interface Outcome {
  /** The pipeline labelled it. */
  record Labelled(ClassificationResult result) implements Outcome {}

  /** The pipeline could not, and says why. */
  record DeadLettered(DeadLetter letter) implements Outcome {}

  /** The pipeline wrote something that this gateway does not understand. */
  record Unreadable(String detail) implements Outcome {}

  /** One of three, whichever it is. */
  default <T> T fold(
      Function<Labelled, T> labelled,
      Function<DeadLettered, T> deadLettered,
      Function<Unreadable, T> unreadable) {
    if (this instanceof Labelled it) {
      return labelled.apply(it);
    }
    return this instanceof DeadLettered it
        ? deadLettered.apply(it)
        : unreadable.apply((Unreadable) this);
  }
}
