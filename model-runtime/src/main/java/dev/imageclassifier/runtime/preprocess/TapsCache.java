package dev.imageclassifier.runtime.preprocess;

import java.util.LinkedHashMap;
import java.util.Map;

/** Caches the weights of the most recent sizes, since images of one source share few sizes. */
final class TapsCache {
  private static final int SIZES = 32;

  private final Map<Axis, Taps> recent =
      new LinkedHashMap<>(2 * SIZES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Axis, Taps> eldest) {
          return size() > SIZES;
        }
      };

  Taps get(int source, CropGeometry window) {
    return recent.computeIfAbsent(
        new Axis(source, window.resized(), window.from(), window.count()),
        axis -> Taps.of(axis.source, axis.resized, axis.from, axis.count));
  }

  private record Axis(int source, int resized, int from, int count) {}
}
