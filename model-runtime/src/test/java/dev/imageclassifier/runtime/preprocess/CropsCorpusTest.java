package dev.imageclassifier.runtime.preprocess;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares crops of photos with those of Pillow and TorchVision. */
class CropsCorpusTest {
  /** Mean difference of a pixel value, of 255. Builds of libjpeg round differently. */
  private static final double MAX_DIFFERENCE = 1.0;

  @Test
  void cropsEqualTorchVision() throws IOException {
    Path golden = Corpus.path("golden/crops");
    Path photos = Corpus.path("photos");
    Preprocessor preprocessor = new Preprocessor(PreprocessSettings.IMAGENET);
    ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
    double sum = 0;
    List<Path> crops = Corpus.files(golden);
    for (Path expected : crops) {
      String name = expected.getFileName().toString().replaceAll("\\.png$", "");
      Path photo = photos.resolve(name.endsWith(".JPEG") ? name : name + ".JPEG");
      byte[] crop = preprocessor.crop(read(decoder, photo)).rgb();
      double difference = difference(read(decoder, expected), crop);
      sum += difference;
      assertTrue(difference <= MAX_DIFFERENCE, name + " differs by " + difference);
    }
    System.out.printf(
        "mean |difference| of %d crops: %.4f of 255%n", crops.size(), sum / crops.size());
  }

  private static RgbImage read(ImageDecoder decoder, Path file) throws IOException {
    return DecodeAssertions.decoded(decoder, Files.readAllBytes(file)).image();
  }

  private static double difference(RgbImage expected, byte[] actual) {
    long sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs((expected.rgb()[i] & 0xff) - (actual[i] & 0xff));
    }
    return (double) sum / actual.length;
  }
}
