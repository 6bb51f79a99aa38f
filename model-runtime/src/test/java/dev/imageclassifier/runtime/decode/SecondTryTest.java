package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that runs out because of what else is in the heap, and is there a moment later. */
class SecondTryTest {

  /** The process: something large leaves the heap only when the reader waits to be alone. */
  static final class Main {
    private Main() {}

    public static void main(String[] files) throws Exception {
      byte[] file = Files.readAllBytes(Path.of(files[0]));
      DecodeMemory.SHARED.take(DecodeMemory.SMALL + 1L);
      byte[] other = new byte[200_000_000];
      FutureTask<ReadOutcome> reading =
          new FutureTask<>(() -> new ImageDecoder(DecodeSettings.DEFAULTS).decode(file, 256));
      Thread reader = new Thread(reading);
      reader.start();
      while (reader.getState() != Thread.State.TIMED_WAITING && !reading.isDone()) {
        Thread.onSpinWait();
      }
      System.out.println(other.length + (reading.isDone() ? " too early" : " waits"));
      other = null;
      DecodeMemory.SHARED.giveBack();
      System.out.println(
          reading.get().fold(decoded -> decoded.picture().toString(), Refusal::toString));
    }
  }

  @Test
  void aPictureIsTriedAgainWhenNoOtherIsThere(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("giant.png"), SharedMemoryTest.giant());

    String said =
        SmallHeap.run(Main.class, List.of("-Xmx320m", "-XX:+UseSerialGC"), file.toString());

    assertEquals("200000000 waits\nRgbPicture[7000x7000]\n", said);
  }
}
