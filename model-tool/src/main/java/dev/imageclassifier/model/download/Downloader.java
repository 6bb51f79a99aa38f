package dev.imageclassifier.model.download;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.imageclassifier.runtime.bundle.Digests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads files and compares them with their digests. An interrupted download leaves a partial
 * file, and the next call requests only the missing bytes. Not thread-safe.
 */
public final class Downloader {
  /** The model zoo of DJL. */
  public static final URI DJL_MODEL_ZOO = URI.create("https://mlrepo.djl.ai/");

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;

  private final URI base;
  private final Path directory;
  private final Duration stallTimeout;
  private final DownloadListener listener;
  private final HttpClient client;

  /**
   * Creates a downloader.
   *
   * @param base address of the server: {@code http:}, {@code https:}, or {@code file:} for a
   *     directory with the same layout
   * @param directory existing directory for complete and partial files
   * @param stallTimeout longest time without new data before a download fails
   */
  public Downloader(URI base, Path directory, Duration stallTimeout, DownloadListener listener) {
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.directory = directory;
    this.stallTimeout = stallTimeout;
    this.listener = listener;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Returns the complete address of a file. */
  public URI address(PinnedFile file) {
    return base.resolve(file.path());
  }

  /**
   * Downloads a file, or completes a partial download.
   *
   * @return the file, whose digest is the pinned one
   * @throws IOException when the download fails; the partial file remains unless its content is
   *     wrong
   */
  public Path download(PinnedFile file) throws IOException, InterruptedException {
    Path target = directory.resolve(file.name());
    URI address = address(file);
    if ("file".equals(address.getScheme())) {
      Files.copy(Path.of(address), target, StandardCopyOption.REPLACE_EXISTING);
    } else {
      long existing = Files.exists(target) ? Files.size(target) : 0;
      if (existing > file.bytes()) {
        Files.delete(target);
        existing = 0;
      }
      if (existing < file.bytes()) {
        request(address, file, target, existing);
      }
    }
    verify(file, target);
    return target;
  }

  private void request(URI address, PinnedFile file, Path target, long existing)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (existing > 0) {
      request.header("Range", "bytes=" + existing + "-");
    }
    CompletableFuture<HttpResponse<Path>> response =
        client.sendAsync(
            request.build(),
            info ->
                switch (info.statusCode()) {
                  case OK -> BodySubscribers.ofFile(target, CREATE, WRITE, TRUNCATE_EXISTING);
                  case PARTIAL_CONTENT -> BodySubscribers.ofFile(target, WRITE, APPEND);
                  default -> BodySubscribers.replacing(target);
                });
    int status = await(response, file, target).statusCode();
    if (status != OK && status != PARTIAL_CONTENT) {
      throw new IOException("the server returned HTTP status " + status);
    }
    listener.received(Files.size(target), file.bytes());
  }

  /** Waits for the end of the response while the client writes the body to {@code target}. */
  private HttpResponse<Path> await(
      CompletableFuture<HttpResponse<Path>> response, PinnedFile file, Path target)
      throws IOException, InterruptedException {
    long size = -1;
    long lastChange = System.nanoTime();
    while (true) {
      try {
        return response.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = Files.exists(target) ? Files.size(target) : 0;
        if (now != size) {
          size = now;
          lastChange = System.nanoTime();
          listener.received(size, file.bytes());
        } else if (System.nanoTime() - lastChange > stallTimeout.toNanos()) {
          response.cancel(true);
          throw new HttpTimeoutException(
              "the server sent no data for %d seconds".formatted(stallTimeout.toSeconds()));
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
      }
    }
  }

  private static void verify(PinnedFile file, Path target) throws IOException {
    String actual = Digests.sha1(target);
    if (!actual.equals(file.sha1())) {
      Files.delete(target);
      throw new IOException(
          "%s has the SHA-1 digest %s, expected %s".formatted(file.name(), actual, file.sha1()));
    }
  }
}
