package dev.imageclassifier.model.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A repository in the layout of DJL's PyTorch zoo, with a tiny model of 1000 classes; as a
 * directory, and over HTTP on this machine with a connection that can be made to break.
 */
final class LocalZoo implements AutoCloseable {
  private static final String FAMILY = "model/cv/image_classification/ai/djl/pytorch/";
  private static final int PARTIAL = 206;

  private final Path directory;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean breaking;
  private HttpServer server;

  LocalZoo(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve(FAMILY + "resnet/0.0.1"));
    labels(
        IntStream.range(0, 1000)
            .mapToObj(i -> String.format("n%08d class %d, number %d", 1_000 + i, i, i))
            .collect(Collectors.joining("\n")));
    try (InputStream in = LocalZoo.class.getResourceAsStream("/models/thousand.pt")) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
        in.transferTo(out);
      }
      Files.write(model(), zipped.toByteArray());
    }
    describe(sha1(model()));
  }

  Path directory() {
    return directory;
  }

  /** Replaces the labels; their digest is stated anew. */
  void labels(String text) throws IOException {
    Files.writeString(directory.resolve(FAMILY + "synset.txt"), text);
    if (Files.exists(model())) {
      describe(sha1(model()));
    }
  }

  /** Writes the metadata as the zoo has them: the labels by full address, the model relative. */
  void describe(String modelSha1) throws IOException {
    Files.writeString(
        directory.resolve(FAMILY + "resnet/metadata.json"),
        """
        {"metadataVersion": "0.2", "resourceType": "model",
         "application": "cv/image_classification",
         "groupId": "ai.djl.pytorch", "artifactId": "resnet", "name": "Resnet",
         "artifacts": [{
           "version": "0.0.1", "snapshot": false, "name": "traced_resnet18",
           "properties": {"layers": "18", "dataset": "imagenet"},
           "arguments": {"width": 224, "height": 224, "resize": true, "applySoftmax": true},
           "files": {
             "synset": {"uri": "https://zoo.invalid/%ssynset.txt", "sha1Hash": "%s", "size": 1},
             "model": {"uri": "0.0.1/traced_resnet18.pt.gz", "sha1Hash": "%s", "size": 1}}}]}
        """
            .formatted(FAMILY, sha1(directory.resolve(FAMILY + "synset.txt")), modelSha1));
  }

  Path model() {
    return directory.resolve(FAMILY + "resnet/0.0.1/traced_resnet18.pt.gz");
  }

  /** Serves the directory on the loopback interface; answers the address. */
  String serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Whether the model breaks off in the middle. */
  void breaking(boolean now) {
    breaking = now;
  }

  /** The ranges that were asked for so far. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
    try (exchange) {
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] content = Files.readAllBytes(file);
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = 0;
      if (range != null) {
        ranges.add(range);
        from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      }
      exchange.sendResponseHeaders(range == null ? 200 : PARTIAL, content.length - from);
      byte[] rest = Arrays.copyOfRange(content, from, content.length);
      boolean cut = breaking && file.equals(model());
      OutputStream out = exchange.getResponseBody();
      out.write(rest, 0, cut ? rest.length / 2 : rest.length);
    }
  }

  private static String sha1(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
