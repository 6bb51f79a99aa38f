package dev.imageclassifier.benchmark.peers;

import dev.imageclassifier.benchmark.loop.LoopBenchmark;
import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Row w: a plain web service with Flask and TorchVision's eager ResNet-18 in one process. There are
 * two clients for each thread, so that the service never waits for a client.
 */
public final class WebServiceBenchmark implements RowBenchmark {
  private static final int CLIENTS_PER_THREAD = 2;
  private static final double NANOS = 1e9;

  private final BenchmarkProcess service;
  private final LoopBenchmark clients;

  /** Starts the service and the clients. */
  public WebServiceBenchmark(Peers peers, ImageSet images, int threads, Runnable cancellation) {
    service = peers.startWebService();
    String address = "http://127.0.0.1:" + service.readyLine() + "/predict";
    clients =
        new LoopBenchmark(
            Row.WEB_SERVICE,
            images,
            LoopBenchmark.workers(CLIENTS_PER_THREAD * threads, () -> new WebClientWorker(address)),
            1,
            cancellation);
  }

  @Override
  public Row row() {
    return Row.WEB_SERVICE;
  }

  /**
   * Measures the CPU time of the service. The report does not contain the memory of this process.
   */
  @Override
  public Sample measure(int count) throws InterruptedException {
    long before = service.cpu().toNanos();
    Sample loop = clients.measure(count);
    double cpu = (service.cpu().toNanos() - before) / NANOS;
    return new Sample(
        new Cost(count, loop.cost().seconds(), cpu, OptionalDouble.empty()),
        loop.outcomes(),
        Map.of(),
        OptionalLong.empty());
  }

  @Override
  public void close() {
    clients.close();
    service.close();
  }
}
