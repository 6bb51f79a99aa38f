package dev.imageclassifier.model.zoo;

import ai.djl.repository.Artifact;
import ai.djl.repository.RemoteRepository;
import ai.djl.util.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DJL's remote repository, which finds, unpacks and verifies as in DJL, except for three things: a
 * download goes on where an earlier one was cut off, a file without a digest is refused, and a
 * mirror is asked for everything, also for what the metadata names by the zoo's full address.
 */
final class ZooRepository extends RemoteRepository {
  private final Path cache;
  private final Path partial;
  private final boolean mirror;
  private final ZooClient.Listener listener;

  /**
   * A repository.
   *
   * @param cache where artifacts are laid, empty
   * @param partial where downloads lie that were cut off
   * @param mirror whether the address is another than the zoo's
   */
  ZooRepository(
      URI address, Path cache, Path partial, boolean mirror, ZooClient.Listener listener) {
    super("PyTorch", address);
    this.cache = cache;
    this.partial = partial;
    this.mirror = mirror;
    this.listener = listener;
  }

  @Override
  public Path getCacheDirectory() {
    return cache;
  }

  @Override
  protected void download(Path directory, URI base, Artifact.Item item, Progress progress)
      throws IOException {
    String sha1 = item.getSha1Hash();
    if (sha1 == null || !sha1.matches("[0-9a-fA-F]{40}")) {
      throw new IOException("its metadata states no SHA-1 digest for " + item.getUri());
    }
    if (!Path.of(item.getName()).equals(Path.of(item.getName()).getFileName())) {
      throw new IOException("its metadata names a file " + item.getName());
    }
    Path part = partial.resolve(sha1);
    new ResumableDownload(address(base, item), part, listener).run();
    try (InputStream in = Files.newInputStream(part)) {
      save(in, directory, item, progress); // unpacks and compares the digest
    } catch (IOException e) {
      Files.delete(part); // wrong bytes are nothing to go on with
      throw e;
    }
  }

  private URI address(URI base, Artifact.Item item) {
    URI file = URI.create(item.getUri());
    if (!file.isAbsolute()) {
      return getBaseUri().resolve(base).resolve(file);
    }
    return mirror ? getBaseUri().resolve(file.getRawPath().replaceFirst("^/+", "")) : file;
  }
}
