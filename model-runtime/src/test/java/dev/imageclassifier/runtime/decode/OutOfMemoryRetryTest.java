package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryRetryTest {

  /**
   * The child process: a large array fills the heap until the decoder waits for exclusive memory,
   * which it does only after its first attempt ran out of memory.
   */
  static final class Main {
    private Main() {}

    public static void main(String[] files) throws Exception {
      byte[] file = Files.readAllBytes(Path.of(files[0]));
      CountDownLatch waiting = new CountDownLatch(1);
      DecodeMemory memory =
          new DecodeMemory(Runtime.getRuntime().maxMemory() / 2, waiting::countDown);
      memory.reserve(PixelBuffer.MAX_RETAINED_BYTES + 1L);
      byte[] other = new byte[200_000_000];
      FutureTask<DecodedImage> decoding =
          new FutureTask<>(
              () -> new ImageDecoder(DecodeSettings.DEFAULTS, memory).decode(file, 256));
      new Thread(decoding).start();
      waiting.await();
      System.out.println(other.length + (decoding.isDone() ? " done" : " waiting"));
      other = null;
      memory.release();
      System.out.println(decoding.get().image());
    }
  }

  @Test
  void anImageIsDecodedAgainWhenNoOtherLargeImageIsDecoded(@TempDir Path directory)
      throws Exception {
    Path file = Files.write(directory.resolve("giant.png"), DecodeMemoryTest.giantPng());

    String output =
        ChildJvm.run(Main.class, List.of("-Xmx320m", "-XX:+UseSerialGC"), file.toString());

    assertEquals("200000000 waiting\nRgbImage[7000x7000]\n", output);
  }
}
