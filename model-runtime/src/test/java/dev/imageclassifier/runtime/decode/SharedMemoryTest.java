package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.decode.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of 49 megapixels on four threads at once, in a heap that holds two of them. */
class SharedMemoryTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 3;

  /** The process: prints one word for each picture that was read. */
  static final class Main {
    private Main() {}

    public static void main(String[] files) throws Exception {
      byte[] file = Files.readAllBytes(Path.of(files[0]));
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<String>> said = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        said.add(threads.submit(() -> rounds(file)));
      }
      for (Future<String> words : said) {
        System.out.print(words.get());
      }
      threads.shutdown();
    }

    private static String rounds(byte[] file) {
      ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
      StringBuilder said = new StringBuilder();
      for (int i = 0; i < ROUNDS; i++) {
        String words =
            decoder.decode(file, 256).fold(decoded -> "read\n", refusal -> refusal + "\n");
        said.append(words);
        decoder.release();
      }
      return said.toString();
    }
  }

  @Test
  void threadsWaitForEachOtherInsteadOfFailing(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("giant.png"), giant());

    String said = SmallHeap.run(Main.class, "-Xmx384m", file.toString());

    assertEquals("read\n".repeat(THREADS * ROUNDS), said);
  }

  static byte[] giant() throws IOException {
    return Pictures.png(
        Pictures.pngHeader(7_000, 7_000, 8, 2, false),
        Pictures.chunk("IDAT", HostilePictures.bomb(7_000 * 21_001)));
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void whoeverHoldsMuchMakesTheNextWaitUntilReleased() throws Exception {
    DecodeMemory memory = new DecodeMemory(4L * DecodeMemory.SMALL);
    byte[] png = large();
    ImageDecoder first = new ImageDecoder(DecodeSettings.DEFAULTS, memory);
    ImageDecoder second = new ImageDecoder(DecodeSettings.DEFAULTS, memory);
    Reading.decoded(first, png);

    FutureTask<ReadOutcome> reading = new FutureTask<>(() -> second.decode(png, 256));
    Thread waiting = new Thread(reading);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      assertFalse(reading.isDone());
      Thread.onSpinWait();
    }
    first.release();

    assertTrue(reading.get() instanceof ReadOutcome.Decoded);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aReaderThatIsForgottenStopsNobody() throws Exception {
    DecodeMemory memory = new DecodeMemory(4L * DecodeMemory.SMALL);
    byte[] png = large();
    Thread forgetful =
        new Thread(() -> Reading.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png));
    forgetful.start();
    forgetful.join();

    Reading.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png);
    Reading.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png);
  }

  @Test
  void whatNoHeapOfThisSizeHoldsIsRefusedBeforeMemoryIsTaken() {
    ImageDecoder decoder =
        new ImageDecoder(DecodeSettings.DEFAULTS, new DecodeMemory(DecodeMemory.SMALL));

    Refusal refusal = Reading.refusal(decoder, large());

    assertEquals(Reason.OUT_OF_MEMORY, refusal.reason());
    assertTrue(refusal.detail().contains("more than half of this process's heap"));
  }

  /** Of three times the size that is not counted. */
  private static byte[] large() {
    int width = 4_000;
    int height = DecodeMemory.SMALL / width;
    return Pictures.png(
        Pictures.pngHeader(width, height, 8, 2, false),
        Pictures.chunk("IDAT", HostilePictures.bomb(height * (3 * width + 1))));
  }
}
