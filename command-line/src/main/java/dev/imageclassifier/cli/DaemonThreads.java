package dev.imageclassifier.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Creates named daemon threads. They do not keep the process alive. Thread-safe. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** A factory whose threads all have this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A scheduler with one daemon thread of this name. */
  public static ScheduledExecutorService singleScheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(named(name));
  }
}
