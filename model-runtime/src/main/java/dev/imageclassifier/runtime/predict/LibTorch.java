package dev.imageclassifier.runtime.predict;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.bundle.BundleException;
import java.util.Map;

/**
 * The PyTorch engine. Its settings are system properties, and it reads them once when its classes
 * are loaded.
 */
final class LibTorch {
  /**
   * Defaults of properties that are not set: no network access, no telemetry, and one thread per
   * predict call, because our own threads share the cores. The graph optimiser is off, because it
   * would optimise again on every thread for every new batch size.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ai.djl.offline", "true",
          "OPT_OUT_TRACKING", "true",
          "ai.djl.pytorch.num_threads", "1",
          "ai.djl.pytorch.num_interop_threads", "1",
          "ai.djl.pytorch.graph_optimizer", "false");

  private LibTorch() {}

  /**
   * Returns the engine. The first call loads the native libraries.
   *
   * @throws BundleException when the libraries do not run on this machine
   */
  static Engine engine() {
    DEFAULTS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | LinkageError e) {
      throw new BundleException(
          ("Cannot load libtorch on %s %s: %s. The directory for its libraries (~/.djl.ai, or the"
                  + " environment variable DJL_CACHE_DIR) must be writable and must allow execution.")
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  ErrorText.rootCause(e)),
          e);
    }
  }

  /** Returns the device, if it is present. */
  static Device device(Engine engine, ClassifierSettings.Device device) {
    if (device == ClassifierSettings.Device.CPU) {
      return Device.cpu();
    }
    if (engine.getGpuCount() == 0) {
      throw new BundleException(
          ("libtorch %s found no GPU. Use device cpu, or a build with libtorch for CUDA (mvn -Pgpu"
                  + " package) on a machine with a GPU.")
              .formatted(engine.getVersion()));
    }
    return Device.gpu();
  }
}
