package dev.imageclassifier.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends raw bytes, for requests that an HTTP client would not send. */
final class RawHttp {
  private static final int TIMEOUT_MS = 120_000;

  private RawHttp() {}

  static Socket connect(URI server) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads until the server closes the connection. */
  static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(response);
    } catch (SocketException e) {
      // the server reset the connection, which also closes it
    }
    return response.toString(StandardCharsets.UTF_8);
  }

  /** Sends the request and reads until the server closes the connection. */
  static String exchange(URI server, String request) throws IOException {
    try (Socket socket = connect(server)) {
      write(socket, request);
      return readAll(socket);
    }
  }
}
