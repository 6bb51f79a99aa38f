package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.HostileImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DecodeMemoryTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 3;

  /** The child process: prints one line for each decoded image. */
  static final class Main {
    private Main() {}

    public static void main(String[] files) throws Exception {
      byte[] file = Files.readAllBytes(Path.of(files[0]));
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(() -> decodeRepeatedly(file)));
      }
      for (Future<String> result : results) {
        System.out.print(result.get());
      }
      threads.shutdown();
    }

    private static String decodeRepeatedly(byte[] file) {
      ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < ROUNDS; i++) {
        lines.append(
            DecodeAssertions.tryDecode(decoder, file)
                .map(Outcome.Rejected::toString)
                .orElse("decoded"));
        lines.append('\n');
        decoder.release();
      }
      return lines.toString();
    }
  }

  /** Images of 49 megapixels on four threads, with a heap that holds two of them. */
  @Test
  void threadsWaitForMemoryInsteadOfFailing(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("giant.png"), giantPng());

    String output = ChildJvm.run(Main.class, "-Xmx384m", file.toString());

    assertEquals("decoded\n".repeat(THREADS * ROUNDS), output);
  }

  static byte[] giantPng() {
    return EncodedImages.png(
        EncodedImages.pngHeader(7_000, 7_000, 8, 2, false),
        EncodedImages.chunk("IDAT", HostileImages.bomb(7_000 * 21_001)));
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aDecoderWaitsUntilAnotherReleasesItsMemory() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    DecodeMemory memory = new DecodeMemory(4L * PixelBuffer.MAX_RETAINED_BYTES, waiting::countDown);
    byte[] png = largePng();
    ImageDecoder first = new ImageDecoder(DecodeSettings.DEFAULTS, memory);
    ImageDecoder second = new ImageDecoder(DecodeSettings.DEFAULTS, memory);
    DecodeAssertions.decoded(first, png);

    FutureTask<DecodedImage> decoding = new FutureTask<>(() -> second.decode(png, 256));
    new Thread(decoding).start();
    waiting.await();
    assertFalse(decoding.isDone());
    first.release();

    assertEquals(4_000, decoding.get().storedWidth());
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void memoryOfAnEndedThreadBecomesFree() throws Exception {
    DecodeMemory memory = new DecodeMemory(4L * PixelBuffer.MAX_RETAINED_BYTES, () -> {});
    byte[] png = largePng();
    Thread thread =
        new Thread(
            () -> DecodeAssertions.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png));
    thread.start();
    thread.join();

    DecodeAssertions.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png);
    DecodeAssertions.decoded(new ImageDecoder(DecodeSettings.DEFAULTS, memory), png);
  }

  @Test
  void rejectsAnImageLargerThanTheTotalMemory() {
    DecodeMemory memory = new DecodeMemory(PixelBuffer.MAX_RETAINED_BYTES, () -> {});

    Outcome.Rejected rejection =
        DecodeAssertions.rejection(new ImageDecoder(DecodeSettings.DEFAULTS, memory), largePng());

    assertEquals(DeadLetterReason.OUT_OF_MEMORY, rejection.reason());
    assertTrue(rejection.detail().contains("more than half of the heap"), rejection.detail());
  }

  @Test
  void reducedJpegsNeedLessMemory() {
    RgbImage image = EncodedImages.gradient(384, 256);
    byte[] progressive = EncodedImages.jpeg(image, true);
    DecodeMemory memory = new DecodeMemory(3L * image.width() * image.height() / 2, () -> {});
    DecodeSettings fullSize = DecodeAssertions.allFormats().fullSizeJpegs(true).build();

    Outcome.Rejected rejection =
        DecodeAssertions.tryDecode(new ImageDecoder(fullSize, memory), progressive, 32)
            .orElseThrow();
    DecodedImage reduced =
        DecodeAssertions.decoded(
            new ImageDecoder(DecodeSettings.DEFAULTS, memory), progressive, 32);

    assertEquals(DeadLetterReason.OUT_OF_MEMORY, rejection.reason());
    assertEquals(192, reduced.image().width());
  }

  /** A PNG that needs three times the memory of an uncounted image. */
  private static byte[] largePng() {
    int width = 4_000;
    int height = PixelBuffer.MAX_RETAINED_BYTES / width;
    return EncodedImages.png(
        EncodedImages.pngHeader(width, height, 8, 2, false),
        EncodedImages.chunk("IDAT", HostileImages.bomb(height * (3 * width + 1))));
  }
}
