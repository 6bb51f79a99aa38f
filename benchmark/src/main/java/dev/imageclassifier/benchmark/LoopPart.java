package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A row without Kafka: threads that take the next batch of pictures until none is left. */
final class LoopPart implements Part {
  private final Row row;
  private final Corpus corpus;
  private final int batch;
  private final BooleanSupplier stopAsked;
  private final List<Worker> workers = new ArrayList<>();
  private final ExecutorService threads;

  LoopPart(
      Row row,
      Corpus corpus,
      int threads,
      int batch,
      Supplier<Worker> worker,
      BooleanSupplier stopAsked) {
    this.stopAsked = stopAsked;
    this.row = row;
    this.corpus = corpus;
    this.batch = batch;
    this.threads = Executors.newFixedThreadPool(threads); // the same ones for every repetition
    for (int i = 0; i < threads; i++) {
      workers.add(worker.get());
    }
  }

  @Override
  public Row row() {
    return row;
  }

  @Override
  public Sample measure(int pictures) throws InterruptedException {
    ProcessFigures.beginPeak();
    AtomicLong next = new AtomicLong();
    List<Callable<Tally>> shares =
        workers.stream()
            .<Callable<Tally>>map(worker -> () -> share(worker, next, pictures))
            .toList();
    ThreadCosts costs = ThreadCosts.now();
    Clock start = Clock.now();
    List<Future<Tally>> done = threads.invokeAll(shares);
    Effort effort = start.until(Clock.now(), pictures);
    Map<String, Double> parts = new TreeMap<>(costs.until(ThreadCosts.now(), pictures));
    Tally sum = new Tally();
    for (Future<Tally> tally : done) {
      sum.add(result(tally));
    }
    parts.putAll(sum.partsPerPicture(pictures));
    return new Sample(
        effort, sum.account(pictures), sum.latencies(), parts, ResidentMemory.peakBytes());
  }

  private Tally share(Worker worker, AtomicLong next, int pictures) {
    Tally tally = new Tally();
    for (long from = next.getAndAdd(batch); from < pictures; from = next.getAndAdd(batch)) {
      Stopped.check(stopAsked);
      worker.work(corpus.slice(from, (int) Math.min(batch, pictures - from)), tally);
    }
    return tally;
  }

  private static Tally result(Future<Tally> tally) throws InterruptedException {
    try {
      return tally.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UserError stopped) {
        throw stopped;
      }
      throw new IllegalStateException("A thread of the benchmark failed.", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    workers.forEach(Worker::close);
  }
}
