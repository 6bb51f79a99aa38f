package dev.imageclassifier.model.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file over the network, into a file that a later call goes on with. */
final class ResumableDownload {
  private static final int CONNECT_MS = 10_000;
  private static final int READ_MS = 30_000;
  private static final int CHUNK = 1 << 16;

  private final URI from;
  private final Path to;
  private final ZooClient.Listener listener;

  ResumableDownload(URI from, Path to, ZooClient.Listener listener) {
    this.from = from;
    this.to = to;
    this.listener = listener;
  }

  /**
   * Fetches what {@code to} lacks.
   *
   * @throws IOException when the connection fails or ends early; what arrived is kept
   */
  void run() throws IOException {
    long have = Files.exists(to) ? Files.size(to) : 0;
    URLConnection connection = from.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MS);
    connection.setReadTimeout(READ_MS);
    if (connection instanceof HttpURLConnection http) {
      if (have > 0) {
        http.setRequestProperty("Range", "bytes=" + have + "-");
      }
      int status = http.getResponseCode();
      switch (status) {
        case HttpURLConnection.HTTP_OK -> have = 0;
        case HttpURLConnection.HTTP_PARTIAL -> {}
        case 416 -> { // nothing behind what is there: complete, as its digest will tell
          return;
        }
        default -> throw new IOException("the answer is HTTP status " + status);
      }
      append(http.getInputStream(), have, http.getContentLengthLong());
    } else {
      try (InputStream in = connection.getInputStream()) {
        in.skipNBytes(have);
        append(in, have, -1);
      }
    }
  }

  private void append(InputStream stream, long have, long coming) throws IOException {
    long done = have;
    long total = coming < 0 ? -1 : have + coming;
    try (InputStream in = stream;
        OutputStream out =
            have == 0
                ? Files.newOutputStream(to)
                : Files.newOutputStream(to, StandardOpenOption.APPEND)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        out.write(chunk, 0, read);
        done += read;
        listener.arrived(done, total);
      }
    }
    if (total >= 0 && done < total) {
      throw new IOException("the connection ended after " + done + " of " + total + " bytes");
    }
  }
}
