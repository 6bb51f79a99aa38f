package dev.imageclassifier.demo;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;

/** What became of one record of the images topic: labels, or a dead letter. */
sealed interface PictureOutcome {
  /** Which record it was; two records may have the same key, but never the same place. */
  record Place(int partition, long offset) {}

  /** The record's key; null when it had none. */
  String imageId();

  /** Where the record lies on the images topic. */
  Place place();

  /** The model has said what it shows. */
  record Labelled(ClassificationResult result) implements PictureOutcome {
    @Override
    public String imageId() {
      return result.imageId();
    }

    @Override
    public Place place() {
      return new Place(result.source().partition(), result.source().offset());
    }
  }

  /** It was set aside. */
  record DeadLettered(String imageId, DeadLetter letter) implements PictureOutcome {
    @Override
    public Place place() {
      return new Place(letter.source().partition(), letter.source().offset());
    }
  }
}
