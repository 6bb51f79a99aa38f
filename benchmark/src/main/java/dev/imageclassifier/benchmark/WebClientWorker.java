package dev.imageclassifier.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** One client of the web service: a picture at a time. */
final class WebClientWorker implements Worker {
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  WebClientWorker(String address) {
    this.address = URI.create(address);
  }

  @Override
  public void work(List<byte[]> pictures, Tally tally) {
    for (byte[] picture : pictures) {
      long start = System.nanoTime();
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "image/jpeg")
              .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
              .build();
      boolean labelled;
      try {
        labelled = client.send(request, BodyHandlers.discarding()).statusCode() == OK;
      } catch (IOException e) {
        labelled = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      tally.latency(System.nanoTime() - start);
      tally.labelled(labelled ? 1 : 0);
      tally.refused(labelled ? 0 : 1);
    }
  }
}
