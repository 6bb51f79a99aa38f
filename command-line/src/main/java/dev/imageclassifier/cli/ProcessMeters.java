package dev.imageclassifier.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.OptionalLong;

/** What every process that serves {@code /metrics} tells of itself: memory, processor, JVM. */
public final class ProcessMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Meters in this registry, from now on. */
  public ProcessMeters(MeterRegistry registry) {
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .description("Memory of the process: heap, native and all else.")
        .baseUnit("bytes")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Not a number is Prometheus' word for what is not known. */
  private static double residentBytes() {
    OptionalLong bytes = ResidentMemory.bytes();
    return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
  }

  /** Listens to the garbage collector no more. */
  @Override
  public void close() {
    collections.close();
  }
}
