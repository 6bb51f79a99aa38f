package dev.imageclassifier.model.install;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleDraft;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** From a TorchScript file to an installed bundle that has been verified and run once. */
public final class Installer {
  /** Two, so that a model that was traced for a single picture shows. */
  private static final int WARM_UP_BATCH = 2;

  private static final int DIGITS = 12;
  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;

  private final ModelStore store;

  /** Installs into this store. */
  public Installer(ModelStore store) {
    this.store = store;
  }

  /**
   * What was installed.
   *
   * @param identity the model as results will name it
   * @param directory its directory
   */
  public record Installed(ModelIdentity identity, Path directory) {}

  /**
   * Writes the bundle, reads it back with its digests, runs the model, and gives it its name.
   *
   * @param torchScript the model file, plain or gzipped; it is copied
   * @param sha256 its digest as it lies there, hex; null where none was asked for
   * @throws UserError when the digest differs, or the model does not fit its labels or numbers
   */
  public Installed install(Path torchScript, String sha256, BundleDraft draft) {
    Path staged = null;
    try {
      staged = store.stage();
      copy(torchScript, sha256, draft.modelFile(staged));
      draft.write(staged);
      ModelIdentity identity = tried(staged, draft);
      String content = Digests.of(staged.resolve("SHA256SUMS")).substring(0, DIGITS);
      Path place = store.publish(staged, draft.name(), draft.version() + "-" + content);
      return new Installed(identity, place);
    } catch (BundleException e) {
      String sentence = e.getMessage().replace(staged + "/", "").replace(staged.toString(), "");
      throw new UserError("Nothing was installed. " + sentence, e);
    } catch (IOException e) {
      throw ModelStore.cannotWrite(store.place(draft.name()).getParent(), e);
    }
  }

  private static ModelIdentity tried(Path staged, BundleDraft draft) {
    ModelBundle bundle = BundleReader.read(staged);
    ClassifierSettings settings =
        new ClassifierSettings(
            draft.precision(), draft.topK(), WARM_UP_BATCH, Device.CPU, DecodeSettings.DEFAULTS);
    try (Classifier classifier = Classifier.load(bundle, settings)) {
      return classifier.identity();
    }
  }

  private static void copy(Path from, String sha256, Path to) throws IOException {
    try {
      if (sha256 != null) {
        requireDigest(from, sha256);
      }
      try (InputStream in = Files.newInputStream(from);
          InputStream plain = zipped(from) ? new GZIPInputStream(in) : in) {
        Files.copy(plain, to);
      }
    } catch (IOException e) {
      if (Files.isReadable(from) && Files.isRegularFile(from)) {
        throw e;
      }
      throw new UserError(
          "The model file "
              + from
              + " cannot be read: "
              + (Files.exists(from) ? "no file, or not permitted" : "no such file")
              + ".",
          e);
    }
  }

  private static void requireDigest(Path file, String sha256) throws IOException {
    String actual = Digests.of(file);
    if (!actual.equals(sha256.toLowerCase(Locale.ROOT))) {
      throw new UserError(
          file
              + " has the SHA-256 digest "
              + actual
              + " instead of "
              + sha256
              + ": it is not the file that was meant; nothing was installed.");
    }
  }

  private static boolean zipped(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && (magic[0] & 0xff) == GZIP_1 && (magic[1] & 0xff) == GZIP_2;
    }
  }
}
