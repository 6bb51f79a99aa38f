package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on localhost. */
final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 50;

  /** Ports that were returned before, because a stopped broker may restart on its port. */
  private static final Set<Integer> RETURNED = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A free port that was not returned before in this JVM. It is below the range of ports for
   * outgoing connections: a client that reconnects to a stopped broker could otherwise get the
   * broker's port as its local port, connect to itself and block the restart.
   */
  static int free() {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, localhost())) {
        if (RETURNED.add(port)) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw new UncheckedIOException("Cannot open a port on localhost", last);
  }

  /** Fails with one sentence when the port is in use; the broker would log a stack trace. */
  static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, localhost())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new UserError(
          "Cannot open port %d on localhost: %s. Stop the program that uses it or choose another port with --port."
              .formatted(port, ErrorText.reason(e)),
          e);
    }
  }

  private static InetAddress localhost() throws IOException {
    return InetAddress.getByName("localhost");
  }
}
