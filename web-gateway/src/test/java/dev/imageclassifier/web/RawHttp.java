package dev.imageclassifier.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to the server and back, for what no well-behaved client would send. */
final class RawHttp {
  private static final int PATIENCE_MS = 120_000;

  private RawHttp() {}

  static Socket connect(URI server) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** All that comes until the server closes, be it with bytes of ours still on their way. */
  static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketException e) {
      // a connection that is reset is closed, too
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** Sends this, and answers all that comes until the server closes. */
  static String exchange(URI server, String request) throws IOException {
    try (Socket socket = connect(server)) {
      write(socket, request);
      return answer(socket);
    }
  }
}
