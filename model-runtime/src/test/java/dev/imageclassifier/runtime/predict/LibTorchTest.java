package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Utils;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibTorchTest {

  @Test
  void setsPropertiesBeforeTheEngineReadsThem() {
    assertEquals("PyTorch", LibTorch.engine().getEngineName());
    assertTrue(Utils.isOfflineMode());
    assertEquals("true", Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING"));
    assertEquals("1", System.getProperty("ai.djl.pytorch.num_threads"));
    assertEquals("1", System.getProperty("ai.djl.pytorch.num_interop_threads"));
    assertEquals("false", System.getProperty("ai.djl.pytorch.graph_optimizer"));
  }

  @Test
  void summarisesMessagesOfLibtorch() {
    String message =
        """
        The following operation failed in the TorchScript interpreter.
        Traceback of TorchScript (most recent call last):
          File "m.py", line 7, in forward
            raise RuntimeError("a white image")
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ <--- HERE
        RuntimeError: a white image
        """;
    for (List<String> pair :
        List.of(
            List.of(message, "a white image"),
            List.of("\n  something else\nand more", "something else"),
            List.of(" ", "IllegalStateException"))) {
      assertEquals(pair.get(1), PredictException.summary(new IllegalStateException(pair.get(0))));
    }
    assertEquals("RuntimeException", PredictException.summary(new RuntimeException()));
  }
}
