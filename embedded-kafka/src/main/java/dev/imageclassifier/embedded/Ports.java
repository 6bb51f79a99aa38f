package dev.imageclassifier.embedded;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
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

  /** A broker that is down for a moment wants its own port again. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port that was free a moment ago, and that no caller in this JVM was given before. It lies
   * below the range from which systems take ports for outgoing connections: a client that tries to
   * reach a stopped broker on a port from that range may be given this very port, connect to
   * itself, and keep the broker from coming back.
   */
  static int free() {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, localhost())) {
        if (GIVEN.add(port)) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw new UncheckedIOException("No port on localhost can be opened.", last);
  }

  /** Refuses a port that somebody holds, before the broker fails on it at length. */
  static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, localhost())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new UserError(
          "Port "
              + port
              + " on localhost cannot be opened ("
              + ErrorText.reason(e)
              + "): stop what uses it, or choose another with --port.",
          e);
    }
  }

  private static InetAddress localhost() throws IOException {
    return InetAddress.getByName("localhost");
  }
}
