package dev.imageclassifier.topology.runner;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes resources in the reverse order of their creation. Thread-safe. */
final class Resources {
  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Adds and returns a resource. */
  synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /** Closes all resources. Returns false if there were none, for example at a second call. */
  synchronized boolean close() {
    boolean any = !open.isEmpty();
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("cannot close a part of the pipeline", e);
      }
    }
    return any;
  }
}
