package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.HostileImages;
import dev.imageclassifier.runtime.decode.images.HostileJpegs;
import dev.imageclassifier.runtime.decode.images.WebpFiles;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Decodes the malicious files. Each must end in time and have the expected outcome. */
@Execution(ExecutionMode.SAME_THREAD)
class HostileImagesTest {
  private static final double MAX_SECONDS = 10;
  private static final Map<String, byte[]> FILES = HostileImages.all();

  @ParameterizedTest
  @EnumSource
  void endsInTimeWithoutAnUncheckedException(DamagedPolicy policy) {
    ImageDecoder decoder = new ImageDecoder(DecodeAssertions.allFormats().damaged(policy).build());
    FILES.forEach(
        (name, file) -> {
          AtomicReference<Optional<Outcome.Rejected>> outcome = new AtomicReference<>();
          double seconds =
              DecodeAssertions.cpuSeconds(
                  () -> outcome.set(DecodeAssertions.tryDecode(decoder, file)));

          assertTrue(seconds < MAX_SECONDS, name + " needs " + seconds + " s");
          String exception = outcome.get().map(Outcome.Rejected::exception).orElse("");
          assertFalse(exception.startsWith("java.lang."), name + ": " + outcome);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "bmp-with-giant-png-inside, UNSUPPORTED_FORMAT, compression: 5",
    "bmp-with-giant-jpeg-inside, UNSUPPORTED_FORMAT, compression: 4",
    "gif-flood-of-frames, TOO_MANY_FRAMES, 10000",
    "webp-flood-of-frames, TOO_MANY_FRAMES, 10000",
    "webp-frames-inside-frames, CORRUPT, no image data",
    "gif-flood-of-extensions, DECODED, 1x1",
    "jpeg-progressive-giant-of-four-components, CORRUPT, scans: 20",
    "jpeg-progressive-of-500-scans, CORRUPT, scans: 500",
    "jpeg-arithmetic-giant, CORRUPT, scans: 20",
    "jpeg-ten-megabytes-of-comments, TOO_MUCH_METADATA, 9600014",
    "jpeg-0x0, CORRUPT, 0x0",
    "jpeg-then-zip, DECODED, 48x32",
    "jpeg-with-png-inside, DECODED, 48x32",
    "jpeg-exif-loop, DECODED, 48x32",
    "pdf-then-jpeg, UNSUPPORTED_FORMAT, PDF",
    "png-bomb-in-profile, DECODED, 48x32",
    "png-bomb-in-text, DECODED, 48x32",
    "png-more-data-than-rows, DECODED, 1x1",
    "png-flood-of-empty-chunks, DECODED, 48x32",
    "png-0x0, CORRUPT, 0x0",
    "tiff-truncated-strip, TRUNCATED, data of 4096 bytes",
    "tiff-ten-thousand-strips-of-one-bomb, DECODED, 1000x1000",
    "tiff-overlapping-strips, CORRUPT, 2000 strips or tiles of the TIFF overlap",
    "tiff-strips-beyond-the-end, TRUNCATED, data of 4294967295 bytes",
    "tiff-with-giant-progressive-jpeg, CORRUPT, '14000x14000 pixels, more than its strip or tile (48x32)'",
    "tiff-invalid-fax-data, CORRUPT, Unknown coding mode",
    "tiff-with-jpeg-of-5000-scans, UNSUPPORTED_FORMAT, several scans",
    "tiff-with-lossless-jpeg, UNSUPPORTED_FORMAT, SOF3",
    "tiff-with-jpeg-frame-among-the-tables, CORRUPT, Invalid JPEG tables",
    "tiff-with-width-as-text, CORRUPT, field 256 has type 2",
    "tiff-of-strips-and-tiles, CORRUPT, field 324 or its strip or tile equivalent",
    "tiff-of-tiles-without-height, CORRUPT, only one of tile width and tile height",
    "tiff-flood-of-directories, TOO_MANY_FRAMES, 10000",
    "tiff-short-deflate, TRUNCATED, 640 of 4096 bytes",
    "tiff-bomb-in-strip, DECODED, 64x64",
    "tiff-row-in-giant-tiles, CORRUPT, 32000x32000",
    "tiff-giant-of-five-floats, UNSUPPORTED_FORMAT, 5 samples of 32 bits",
    "webp-of-65536-groups, CORRUPT, prefix code groups (65536)",
    "webp-of-empty-lossless-chunk, TRUNCATED, Lossless WebP data ends",
    "webp-of-4096-groups, DECODED, 256x256",
    "webp-canvas-of-16777216, SIDE_TOO_LONG, 16777216"
  })
  void hasTheExpectedOutcome(String name, String reason, String detail) {
    if (reason.equals("DECODED")) {
      String size = DecodeAssertions.pixels(FILES.get(name)).toString();
      assertTrue(size.contains(detail), name + ": " + size);
    } else {
      DecodeAssertions.assertRejected(DeadLetterReason.valueOf(reason), detail, FILES.get(name));
    }
  }

  @Test
  void aFrameOnALargerCanvasIsAtItsPosition() {
    RgbImage canvas = DecodeAssertions.pixels(FILES.get("webp-small-frame-on-giant-canvas"));
    RgbImage frame = DecodeAssertions.pixels(WebpFiles.LOSSY);

    for (int y = 0; y < frame.height(); y++) {
      for (int i = 0; i < 3 * frame.width(); i++) {
        assertEquals(
            frame.rgb()[3 * y * frame.width() + i], canvas.rgb()[3 * y * canvas.width() + i]);
      }
      assertEquals(0, canvas.rgb()[3 * (y * canvas.width() + frame.width())]);
    }
  }

  @Test
  void limitsTheSizeOfTheColorProfile() {
    byte[] jpeg = HostileJpegs.valid();
    byte[] part = EncodedImages.join(EncodedImages.ascii("ICC_PROFILE\0\1\1"), new byte[60_000]);
    for (int i = 0; i < 80; i++) {
      jpeg = EncodedImages.withSegment(jpeg, 0xe2, part);
    }

    DecodeAssertions.assertRejected(
        DeadLetterReason.TOO_MUCH_METADATA, "Colour profile of 4801120", jpeg);
  }
}
