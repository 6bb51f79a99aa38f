package dev.imageclassifier.ingest.publish;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that records all calls. */
final class RecordingListener implements PublishListener {
  final Map<String, Long> published = new ConcurrentHashMap<>();
  final Map<String, String> failed = new ConcurrentHashMap<>();
  final List<String> stopped = new CopyOnWriteArrayList<>();

  @Override
  public void published(String key, long bytes) {
    published.put(key, bytes);
  }

  @Override
  public void failed(String name, String reason) {
    failed.put(name, reason);
  }

  @Override
  public void stopped(String sentence) {
    stopped.add(sentence);
  }
}
