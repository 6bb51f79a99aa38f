package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Row w: a plain web service, Flask and TorchVision's eager ResNet-18 in one process, with twice as
 * many clients as threads, so that it never waits for one.
 */
final class WebServicePart implements Part {
  private static final int CLIENTS_PER_THREAD = 2;
  private static final double NANOS = 1e9;

  private final PeerProcess peer;
  private final LoopPart clients;

  private WebServicePart(PeerProcess peer, LoopPart clients) {
    this.peer = peer;
    this.clients = clients;
  }

  static WebServicePart start(
      String python,
      Path directory,
      Preprocessing numbers,
      Corpus corpus,
      int threads,
      BooleanSupplier stopAsked) {
    PeerProcess peer = PythonPeer.start(python, directory, numbers, List.of("web"));
    String address = "http://127.0.0.1:" + peer.greeting() + "/predict";
    return new WebServicePart(
        peer,
        new LoopPart(
            Row.WEB_SERVICE,
            corpus,
            CLIENTS_PER_THREAD * threads,
            1,
            () -> new WebClientWorker(address),
            stopAsked));
  }

  @Override
  public Row row() {
    return Row.WEB_SERVICE;
  }

  @Override
  public Sample measure(int pictures) throws InterruptedException {
    long before = peer.cpu().toNanos();
    Sample seen = clients.measure(pictures);
    double cpu = (peer.cpu().toNanos() - before) / NANOS;
    // the CPU time of interest is the service's, and this process's memory is not its
    return new Sample(
        new Effort(pictures, seen.effort().seconds(), cpu, OptionalDouble.empty()),
        seen.account(),
        seen.latenciesMs(),
        Map.of(),
        OptionalLong.empty());
  }

  @Override
  public void close() {
    clients.close();
    peer.close();
  }
}
