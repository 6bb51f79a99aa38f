package dev.imageclassifier.benchmark.peers;

import dev.imageclassifier.benchmark.loop.ImageWorker;
import dev.imageclassifier.benchmark.loop.LoopTally;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** One client of the web service. It sends one image at a time. */
final class WebClientWorker implements ImageWorker {
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  WebClientWorker(String address) {
    this.address = URI.create(address);
  }

  @Override
  public void process(List<byte[]> images, LoopTally tally) {
    for (byte[] image : images) {
      tally.image(post(image));
    }
  }

  private boolean post(byte[] image) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
