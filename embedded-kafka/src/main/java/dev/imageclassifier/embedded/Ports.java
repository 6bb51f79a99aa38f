package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on localhost. */
final class Ports {
  private Ports() {}

  /** A port that was free a moment ago. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, localhost())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port on localhost can be opened.", e);
    }
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
              + Sentences.reason(e)
              + "): stop what uses it, or choose another with --port.",
          e);
    }
  }

  private static InetAddress localhost() throws IOException {
    return InetAddress.getByName("localhost");
  }
}
