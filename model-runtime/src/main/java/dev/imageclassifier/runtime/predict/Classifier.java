package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * A loaded, verified and warmed-up model; thread-safe. Each thread that classifies takes one
 * long-lived {@link Session} of its own: libtorch's memory grows with every new thread that
 * predicts.
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
   * Loads the bundle's model, checks that its output is as wide as there are labels, and runs it
   * once on the calling thread.
   *
   * @throws BundleException when the model cannot be used
   * @throws DecoderUnavailableException when a format cannot be read on this machine
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
          "Model "
              + bundle.name()
              + " in "
              + bundle.directory()
              + " has no "
              + precision.code()
              + " file: choose one of its precisions, "
              + String.join(
                  ", ",
                  new TreeSet<>(bundle.files().keySet()).stream().map(Precision::code).toList())
              + ".");
    }
    return file;
  }

  /** Which model this is. */
  public ModelIdentity identity() {
    return new ModelIdentity(
        bundle.name(),
        bundle.version(),
        settings.precision().code(),
        bundle.digests().get(settings.precision()));
  }

  /**
   * A new session; close it on the thread that used it.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public Session newSession() {
    Forward forward = model.newForward();
    try {
      return new BatchSession(settings, bundle.preprocessing(), bundle.labels(), forward);
    } catch (RuntimeException | Error e) {
      forward.close();
      throw e;
    }
  }

  /** The model without reading and preprocessing, for one thread; the caller closes it. */
  public Forward newForward() {
    return model.newForward();
  }

  /**
   * Native arrays alive that belong to this model or its sessions: a gauge for soak tests. Between
   * predicts it is the same number always; one that grows is a leak outside the heap.
   */
  public int liveArrays() {
    return model.liveArrays();
  }

  /**
   * Models of this process that are in native memory: closed ones count until their last session is
   * closed. One that stays above what is in use is a leak outside the heap.
   */
  public static int loaded() {
    return TorchModel.loaded();
  }

  /** Gives no more sessions. Native memory is freed with the last session that is still open. */
  @Override
  public void close() {
    model.close();
  }
}
