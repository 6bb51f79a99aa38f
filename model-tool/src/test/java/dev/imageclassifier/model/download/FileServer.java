package dev.imageclassifier.model.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback interface that serves files and supports range requests. */
public final class FileServer implements AutoCloseable {
  private static final int PARTIAL_CONTENT = 206;

  /** How the server sends the body of a response. */
  public enum Body {
    COMPLETE,
    /** Closes the connection after the first half. */
    CUT,
    /** Sends the first half and then nothing. */
    STALLED
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile Body body = Body.COMPLETE;

  /** Starts a server without files. */
  public FileServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::respond);
    server.start();
  }

  /** Adds or replaces a file. */
  public void put(String path, byte[] content) {
    files.put("/" + path, content);
  }

  /** Sets how the server sends the following responses. */
  public void send(Body next) {
    body = next;
  }

  /** Returns the values of all Range headers so far. */
  public List<String> ranges() {
    return List.copyOf(ranges);
  }

  /** Returns the address of the server. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] content = files.get(exchange.getRequestURI().getPath());
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = 0;
      if (range != null) {
        ranges.add(range);
        from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      }
      byte[] rest = Arrays.copyOfRange(content, from, content.length);
      exchange.sendResponseHeaders(range == null ? 200 : PARTIAL_CONTENT, rest.length);
      Body now = body;
      exchange
          .getResponseBody()
          .write(rest, 0, now == Body.COMPLETE ? rest.length : rest.length / 2);
      exchange.getResponseBody().flush();
      if (now == Body.STALLED) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
