package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A loaded, verified and warmed-up model. Thread-safe. Each thread uses its own long-lived {@link
 * Session}, because libtorch's memory grows with every new thread that predicts.
 */
public final class Classifier implements AutoCloseable {
  private final ModelBundle bundle;
  private final ClassifierSettings settings;
  private final TorchModel model;

  private Classifier(ModelBundle bundle, ClassifierSettings settings, TorchModel model) {
    this.bundle = bundle;
    this.settings = settings;
    this.model = model;
  }

  /**
   * Loads a model, runs it once on the calling thread, and checks that its output has one value per
   * label.
   *
   * @throws BundleException when the model cannot be used
   * @throws DecoderUnavailableException when a format cannot be decoded on this machine
   */
  public static Classifier load(ModelBundle bundle, ClassifierSettings settings) {
    ImageDecoder.requireDecoders(settings.decoding());
    TorchModel model =
        TorchModel.load(bundle, file(bundle, settings.precision()), settings.device());
    try {
      WarmUp.run(model, bundle, settings);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
    return new Classifier(bundle, settings, model);
  }

  private static Path file(ModelBundle bundle, Precision precision) {
    Path file = bundle.files().get(precision);
    if (file == null) {
      throw new BundleException(
          "Model %s in %s has no %s file. Available precisions: %s."
              .formatted(
                  bundle.name(),
                  bundle.directory(),
                  precision.code(),
                  new TreeSet<>(bundle.files().keySet())
                      .stream().map(Precision::code).collect(Collectors.joining(", "))));
    }
    return file;
  }

  /** Returns the name, version, precision and digest of the model. */
  public ClassificationResult.Model model() {
    return new ClassificationResult.Model(
        bundle.name(),
        bundle.version(),
        settings.precision().code(),
        bundle.digests().get(settings.precision()));
  }

  /**
   * Creates a session. Close it on the thread that used it.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public Session newSession() {
    ForwardPass forwardPass = model.newForwardPass();
    try {
      return new BatchSession(settings, bundle.preprocessing(), bundle.labels(), forwardPass);
    } catch (RuntimeException | Error e) {
      forwardPass.close();
      throw e;
    }
  }

  /** Creates a forward pass without decoding and preprocessing, for one thread. */
  public ForwardPass newForwardPass() {
    return model.newForwardPass();
  }

  /**
   * Returns the number of native arrays of this model and its sessions. The number is constant
   * between predict calls. If it grows, native memory leaks.
   */
  public int liveArrays() {
    return model.liveArrays();
  }

  /**
   * Returns the number of models in native memory. A closed model counts until its last session is
   * closed.
   */
  public static int loadedModels() {
    return TorchModel.loadedModels();
  }

  /** Ends the creation of sessions. Closing the last session frees the native memory. */
  @Override
  public void close() {
    model.close();
  }
}
