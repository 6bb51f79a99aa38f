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

/**
 * Meters of the process: memory, processor and JVM. Each process with {@code /metrics} has them.
 */
public final class ProcessMeters implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Registers the meters. */
  public ProcessMeters(MeterRegistry registry) {
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .description("Resident memory of the process: heap, native and other memory.")
        .baseUnit("bytes")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** NaN where the value is unknown, as Prometheus expects. */
  private static double residentBytes() {
    OptionalLong bytes = ResidentMemory.bytes();
    return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
  }

  /** Removes the listeners of the garbage collectors. */
  @Override
  public void close() {
    collections.close();
  }
}
