package dev.imageclassifier.model.install;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.bundle.BundleDraft;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Installs a TorchScript file as a bundle, after it was verified and run once. */
public final class Installer {
  /** Two images reveal a model that was traced for a single one. */
  private static final int WARM_UP_BATCH = 2;

  private static final int DIGEST_PREFIX = 12;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private final ModelStore store;

  /** Creates an installer for a store. */
  public Installer(ModelStore store) {
    this.store = store;
  }

  /**
   * An installed model.
   *
   * @param model the model that results contain
   * @param directory its directory
   */
  public record Installed(ClassificationResult.Model model, Path directory) {}

  /**
   * Writes the bundle, verifies it, runs the model once and publishes it under its name.
   *
   * @param torchScript the model file, plain or gzipped; it is copied
   * @param sha256 expected SHA-256 digest of {@code torchScript}, hexadecimal; null for any
   * @throws UserError when the digest differs, or the model does not fit its labels or its
   *     preprocessing
   */
  public Installed install(Path torchScript, String sha256, BundleDraft draft) {
    Path staging = null;
    try {
      staging = store.createStaging();
      copy(torchScript, sha256, draft.modelFile(staging));
      draft.write(staging);
      ClassificationResult.Model model = load(staging, draft);
      String content = Digests.sha256(staging.resolve("SHA256SUMS")).substring(0, DIGEST_PREFIX);
      Path directory = store.activate(staging, draft.name(), draft.version() + "-" + content);
      return new Installed(model, directory);
    } catch (BundleException e) {
      String message = e.getMessage().replace(staging + "/", "").replace(staging.toString(), "");
      throw new UserError("The model was not installed. " + message, e);
    } catch (IOException e) {
      throw ModelStore.cannotWrite(store.path(draft.name()).getParent(), e);
    }
  }

  private static ClassificationResult.Model load(Path directory, BundleDraft draft) {
    ClassifierSettings settings =
        ClassifierSettings.builder()
            .precision(draft.precision())
            .topK(draft.topK())
            .maxBatch(WARM_UP_BATCH)
            .build();
    try (Classifier classifier = Classifier.load(BundleReader.read(directory), settings)) {
      return classifier.model();
    }
  }

  private static void copy(Path source, String sha256, Path target) throws IOException {
    if (!Files.isRegularFile(source) || !Files.isReadable(source)) {
      throw new UserError(
          "Cannot read the model file %s: %s."
              .formatted(
                  source,
                  Files.exists(source) ? "not a file, or permission denied" : "no such file"));
    }
    if (sha256 != null) {
      requireDigest(source, sha256);
    }
    try (InputStream in = Files.newInputStream(source);
        InputStream plain = isGzip(source) ? new GZIPInputStream(in) : in) {
      Files.copy(plain, target);
    }
  }

  private static void requireDigest(Path file, String sha256) throws IOException {
    String actual = Digests.sha256(file);
    if (!actual.equals(sha256.toLowerCase(Locale.ROOT))) {
      throw new UserError(
          "The model was not installed. %s has the SHA-256 digest %s, expected %s."
              .formatted(file, actual, sha256));
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
    }
  }
}
