package dev.imageclassifier.runtime.predict;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TorchScript module in native memory. Thread-safe after the first forward pass, which switches
 * the module to inference without a lock (DJL 0.36, {@code PtSymbolBlock}).
 *
 * <p>Native memory is freed when the model and all its forward passes are closed. Freeing a module
 * that another thread runs would crash the process.
 */
final class TorchModel implements AutoCloseable {
  private static final AtomicInteger LOADED = new AtomicInteger();

  private final Model model;
  private final BatchTranslator translator;
  private final AtomicInteger users = new AtomicInteger(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  private TorchModel(Model model, BatchTranslator translator) {
    this.model = model;
    this.translator = translator;
    LOADED.incrementAndGet();
  }

  /** Returns the number of models in native memory. */
  static int loadedModels() {
    return LOADED.get();
  }

  /**
   * Loads one file. DJL would interpret other files in the directory, so the file is loaded
   * directly.
   */
  static TorchModel load(ModelBundle bundle, Path file, ClassifierSettings.Device device) {
    Engine engine = LibTorch.engine();
    Model model = engine.newModel(bundle.name(), LibTorch.device(engine, device));
    try {
      model.load(file);
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new BundleException(
          "Cannot load the model file %s: it must be TorchScript for libtorch %s (%s)."
              .formatted(file, engine.getVersion(), PredictException.summary(e)),
          e);
    }
    return new TorchModel(
        model,
        new BatchTranslator(
            bundle.preprocessing().height(),
            bundle.preprocessing().width(),
            bundle.labels().size()));
  }

  /** Creates a forward pass for one thread. */
  ForwardPass newForwardPass() {
    if (closed.get() || users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new IllegalStateException("the model is closed");
    }
    return new TorchForwardPass(model.newPredictor(translator), this::release);
  }

  /** Returns the number of native arrays of this model and its forward passes. */
  int liveArrays() {
    return model.getNDManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  private void release() {
    if (users.decrementAndGet() == 0) {
      model.close();
      LOADED.decrementAndGet();
    }
  }
}
