package dev.imageclassifier.topology.batch;

import dev.imageclassifier.runtime.predict.StageListener;
import java.util.ArrayList;
import java.util.List;

/** Collects the stages of each image of one batch, and passes them to another listener. */
final class StageTimes implements StageListener {
  private final List<List<StageTime>> perImage = new ArrayList<>();
  private final StageListener next;

  StageTimes(int images, StageListener next) {
    for (int i = 0; i < images; i++) {
      perImage.add(new ArrayList<>(Stage.values().length));
    }
    this.next = next;
  }

  @Override
  public void completed(Stage stage, List<Integer> images, long start, long end) {
    next.completed(stage, images, start, end);
    StageTime time = new StageTime(stage, start, end, images.size());
    images.forEach(image -> perImage.get(image).add(time));
  }

  /** The stages of this image, in the order of their ends. */
  List<StageTime> of(int image) {
    return perImage.get(image);
  }
}
