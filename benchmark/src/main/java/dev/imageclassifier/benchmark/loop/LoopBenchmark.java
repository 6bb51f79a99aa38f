package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.benchmark.measure.CpuClock;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.ProcessStats;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.cli.UserError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A row without Kafka: each thread processes the next batch of images until none is left. */
public final class LoopBenchmark implements RowBenchmark {
  private final Row row;
  private final ImageSet images;
  private final int batchSize;
  private final Runnable cancellation;
  private final List<ImageWorker> workers;
  private final ExecutorService threads;

  /**
   * Creates the threads, one for each worker. All repetitions use the same threads.
   *
   * @param workers closed by this class
   * @param cancellation throws if the benchmark was interrupted
   */
  public LoopBenchmark(
      Row row, ImageSet images, List<ImageWorker> workers, int batchSize, Runnable cancellation) {
    this.row = row;
    this.images = images;
    this.workers = List.copyOf(workers);
    this.batchSize = batchSize;
    this.cancellation = cancellation;
    this.threads = Executors.newFixedThreadPool(workers.size());
  }

  /** Creates {@code count} workers. */
  public static List<ImageWorker> workers(int count, Supplier<ImageWorker> worker) {
    return Stream.generate(worker).limit(count).toList();
  }

  @Override
  public Row row() {
    return row;
  }

  @Override
  public Sample measure(int count) throws InterruptedException {
    ProcessStats.resetPeak();
    AtomicLong next = new AtomicLong();
    List<Callable<LoopTally>> tasks =
        workers.stream()
            .<Callable<LoopTally>>map(worker -> () -> process(worker, next, count))
            .toList();
    CpuClock start = CpuClock.read();
    List<Future<LoopTally>> done = threads.invokeAll(tasks);
    Cost cost = start.costUntil(CpuClock.read(), count);
    LoopTally sum = new LoopTally();
    for (Future<LoopTally> tally : done) {
      sum.addAll(result(tally));
    }
    return new Sample(
        cost, sum.outcomes(count), sum.partsPerImage(count), ResidentMemory.peakBytes());
  }

  private LoopTally process(ImageWorker worker, AtomicLong next, int count) {
    LoopTally tally = new LoopTally();
    long first = next.getAndAdd(batchSize);
    while (first < count) {
      cancellation.run();
      worker.process(images.slice(first, (int) Math.min(batchSize, count - first)), tally);
      first = next.getAndAdd(batchSize);
    }
    return tally;
  }

  private static LoopTally result(Future<LoopTally> tally) throws InterruptedException {
    try {
      return tally.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UserError error) {
        throw error;
      }
      throw new IllegalStateException("A thread of the benchmark failed", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    workers.forEach(ImageWorker::close);
  }
}
