package dev.imageclassifier.topology.batch;

import dev.imageclassifier.runtime.predict.StageListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps the stages of one batch for each of its pictures, and passes them on. */
public final class StageTimes implements StageListener {
  private final List<List<StageTime>> ofPicture = new ArrayList<>();
  private final StageListener next;

  StageTimes(int pictures, StageListener next) {
    for (int i = 0; i < pictures; i++) {
      ofPicture.add(new ArrayList<>(Stage.values().length));
    }
    this.next = next;
  }

  @Override
  public void took(Stage stage, List<Integer> pictures, long start, long end) {
    next.took(stage, pictures, start, end);
    StageTime time = new StageTime(stage, start, end, pictures.size());
    pictures.forEach(picture -> ofPicture.get(picture).add(time));
  }

  /** The stages of this picture in the order in which they ended. */
  List<StageTime> of(int picture) {
    return ofPicture.get(picture);
  }
}
