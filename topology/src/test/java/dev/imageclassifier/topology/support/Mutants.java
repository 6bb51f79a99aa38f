package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Two designs that lose records. They prove that the crash test detects lost records. */
public final class Mutants {
  private static final int BATCH = 32;
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(200);
  private static final String SINK = "sink";

  private Mutants() {}

  /** Buffers records in a list until it has 32 records or 200 ms have passed. */
  public static Topology bufferAcrossProcess(TopicNames topics) {
    return topology(topics, Buffering::new);
  }

  /** Buffers records in a store that forwards them when Kafka Streams commits it. */
  public static Topology forwardInCommit(TopicNames topics) {
    return topology(
        topics,
        new ProcessorSupplier<>() {
          @Override
          public Processor<byte[], byte[], byte[], byte[]> get() {
            return new Storing();
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(new ForwardingStoreBuilder());
          }
        });
  }

  private static Topology topology(
      TopicNames topics, ProcessorSupplier<byte[], byte[], byte[], byte[]> mutant) {
    return new Topology()
        .addSource(
            "source",
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer(),
            topics.images())
        .addProcessor("mutant", mutant, "source")
        .addSink(
            SINK,
            topics.labels(),
            Serdes.ByteArray().serializer(),
            Serdes.ByteArray().serializer(),
            "mutant");
  }

  private static class Buffering implements Processor<byte[], byte[], byte[], byte[]> {
    final List<Record<byte[], byte[]>> buffer = new ArrayList<>();
    ProcessorContext<byte[], byte[]> context;

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
      context = taskContext;
      context.schedule(FLUSH_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> flush());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      pause();
      buffer.add(record);
      if (buffer.size() >= BATCH) {
        flush();
      }
    }

    void flush() {
      buffer.forEach(context::forward);
      buffer.clear();
      context.commit();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Storing implements Processor<byte[], byte[], byte[], byte[]> {
    private ForwardingStore store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      store = context.getStateStore(ForwardingStoreBuilder.NAME);
      store.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      pause();
      store.buffer.add(record);
      if (store.buffer.size() >= BATCH) {
        store.forwardAll();
      }
    }
  }

  private static final class ForwardingStore implements StateStore {
    private final List<Record<byte[], byte[]>> buffer = new ArrayList<>();
    private ProcessorContext<byte[], byte[]> context;
    private boolean open;

    void forwardAll() {
      buffer.forEach(context::forward);
      buffer.clear();
    }

    @Override
    public String name() {
      return ForwardingStoreBuilder.NAME;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
      storeContext.register(root, (key, value) -> {});
      open = true;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
      forwardAll();
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return open;
    }
  }

  private static final class ForwardingStoreBuilder implements StoreBuilder<ForwardingStore> {
    static final String NAME = "forwarding";

    @Override
    public StoreBuilder<ForwardingStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<ForwardingStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<ForwardingStore> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<ForwardingStore> withLoggingDisabled() {
      return this;
    }

    @Override
    public ForwardingStore build() {
      return new ForwardingStore();
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return NAME;
    }
  }
}
