package dev.imageclassifier.model.zoo;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.zoo.ModelZoo;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fetches a model and its labels from the zoo, or from a mirror of it. */
public final class ZooClient {
  private static final String GROUP = "ai.djl.pytorch";

  private final URI address;
  private final boolean mirror;
  private final Path work;
  private final Path partial;
  private final Listener listener;

  /** Hears of each piece that arrives. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A piece arrived.
     *
     * @param bytes of this file so far
     * @param total bytes of the file; -1 where the server does not say
     */
    void arrived(long bytes, long total);
  }

  /**
   * What was fetched, its digests verified.
   *
   * @param model the TorchScript file
   * @param labels the lines of the zoo's {@code synset.txt}
   * @param source where the model came from, and its digest there
   */
  public record Fetched(Path model, List<String> labels, String source) {
    /** Copies the lines. */
    public Fetched {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A client.
   *
   * @param mirror address of a directory laid out as the zoo is; null for the zoo itself
   * @param work an empty directory, for what is fetched
   * @param partial where downloads lie that were cut off
   */
  public ZooClient(URI mirror, Path work, Path partial, Listener listener) {
    this.mirror = mirror != null;
    this.address = mirror == null ? ModelZoo.DJL_REPO_URL : directory(mirror);
    this.work = work;
    this.partial = partial;
    this.listener = listener;
    // DJL opens the metadata without any timeout of its own
    System.getProperties().putIfAbsent("sun.net.client.defaultConnectTimeout", "10000");
    System.getProperties().putIfAbsent("sun.net.client.defaultReadTimeout", "30000");
  }

  private static URI directory(URI uri) {
    return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
  }

  /**
   * Fetches a model, or what an earlier call that was cut off had left.
   *
   * @throws UserError in one sentence, which says how to go on without a network
   */
  public Fetched fetch(ZooModel model) {
    ZooRepository repository = new ZooRepository(address, work, partial, mirror, listener);
    MRL resource =
        repository.model(
            Application.CV.IMAGE_CLASSIFICATION,
            GROUP,
            model.artifactId(),
            model.zooVersion(),
            model.artifact());
    try {
      Artifact artifact = resource.match(Map.of());
      if (artifact == null
          || !artifact.getFiles().keySet().containsAll(List.of("model", "synset"))) {
        throw new IOException("its metadata lists no " + model.artifact() + " with labels");
      }
      resource.prepare(artifact);
      Path directory = repository.getResourceDirectory(artifact);
      Artifact.Item file = artifact.getFiles().get("model");
      return new Fetched(
          directory.resolve(file.getName()),
          Files.readAllLines(directory.resolve(artifact.getFiles().get("synset").getName())),
          address.resolve(resource.toURI()).resolve(file.getUri())
              + ", SHA-1 "
              + file.getSha1Hash());
    } catch (IOException | RuntimeException e) {
      throw failed(model, address.resolve(resource.toURI()), e);
    }
  }

  private UserError failed(ZooModel model, URI directory, Exception e) {
    return new UserError(
        "Model "
            + model.name()
            + " could not be fetched from "
            + address
            + " ("
            + reason(e)
            + "); run it again to go on where it stopped, or bring "
            + directory
            + model.zooVersion()
            + "/"
            + model.artifact()
            + ".pt.gz and "
            + address.resolve(resource(directory))
            + " here by hand and run: model import "
            + model.artifact()
            + ".pt.gz --labels synset.txt --name "
            + model.name()
            + " --model-version "
            + model.version()
            + " [--sha256 DIGEST].",
        e);
  }

  /** The labels lie beside the families of models that share them. */
  private static URI resource(URI directory) {
    return directory.resolve("../synset.txt");
  }

  private static String reason(Exception e) {
    Throwable root = ErrorText.rootCause(e);
    if (root instanceof UnknownHostException) {
      return "the host is not known: is there a network?";
    }
    if (root instanceof ConnectException) {
      return "no connection: is there a network?";
    }
    if (root instanceof FileNotFoundException) {
      return "there is no " + ErrorText.reason(root);
    }
    return root instanceof IOException
        ? ErrorText.reason(root)
        : "its metadata cannot be read: " + ErrorText.reason(root);
  }
}
