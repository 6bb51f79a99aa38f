package dev.imageclassifier.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where this process's CPU time goes, by kind of thread. What no Java thread used is the JVM's own:
 * compilers and collectors.
 *
 * @param nanos CPU time of each live Java thread, by id
 * @param names of the same threads
 * @param total CPU seconds of the process
 */
record ThreadCosts(Map<Long, Long> nanos, Map<Long, String> names, double total) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS_PER_MS = 1e6;
  private static final double MILLIS = 1e3;

  static ThreadCosts now() {
    Map<Long, Long> nanos = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null) {
        nanos.put(
            thread.getThreadId(), Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId())));
        names.put(thread.getThreadId(), thread.getThreadName());
      }
    }
    return new ThreadCosts(nanos, names, ProcessFigures.cpuSeconds());
  }

  /** CPU milliseconds per picture of each kind from here to {@code end}. */
  Map<String, Double> until(ThreadCosts end, long pictures) {
    Map<String, Double> costs = new TreeMap<>();
    double rest = MILLIS * (end.total - total);
    for (Map.Entry<Long, Long> thread : end.nanos.entrySet()) {
      double ms = (thread.getValue() - nanos.getOrDefault(thread.getKey(), 0L)) / NANOS_PER_MS;
      costs.merge("cpu_" + kind(end.names.get(thread.getKey())), ms, Double::sum);
      rest -= ms;
    }
    costs.put("cpu_jvm", Math.max(0, rest));
    costs.replaceAll((kind, ms) -> ms / pictures);
    costs.values().removeIf(ms -> ms < 0.005);
    return costs;
  }

  private static String kind(String name) {
    if (name.contains("producer")) {
      return "producers";
    }
    if (name.contains("StreamThread")) {
      return "stream_threads";
    }
    if (name.startsWith("pool-")) {
      return "loop_threads";
    }
    return name.equals("main") ? "reader" : "others";
  }
}
