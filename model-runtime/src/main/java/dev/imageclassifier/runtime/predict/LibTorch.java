package dev.imageclassifier.runtime.predict;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.bundle.BundleException;
import java.util.Map;

/**
 * The PyTorch engine, with its settings made before any of its classes is loaded: they are read
 * once in a process.
 */
final class LibTorch {
  /**
   * What is set where nothing else was set: no network, no telemetry; one thread for each predict,
   * because threads of ours share the cores already; no graph optimiser, which would optimise again
   * on every thread for every new batch size (DJL sets it on the thread at each forward).
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
   * The engine; loads the native libraries on the first call.
   *
   * @throws BundleException when this machine cannot run them
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
          "libtorch cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + ErrorText.rootCause(e)
              + "); it is unpacked into ~/.djl.ai, or where the variable DJL_CACHE_DIR says, which"
              + " must be writable and allow programs to run.",
          e);
    }
  }

  /** DJL's name for a device, once it is known to be there. */
  static Device device(Engine engine, ClassifierSettings.Device device) {
    if (device == ClassifierSettings.Device.CPU) {
      return Device.cpu();
    }
    if (engine.getGpuCount() == 0) {
      throw new BundleException(
          "Device gpu was asked for, but libtorch "
              + engine.getVersion()
              + " sees no GPU here: use device cpu, or a build with libtorch for CUDA (mvn -Pgpu"
              + " package) on a machine with a GPU.");
    }
    return Device.gpu();
  }
}
