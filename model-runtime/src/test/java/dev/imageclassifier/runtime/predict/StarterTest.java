package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.ReadSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundled model, in both of its precisions. */
class StarterTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void labelsAPicture(Precision precision) {
    ModelBundle bundle = BundleReader.read(BundleFinder.fromEnvironment().find("starter"));
    ClassifierSettings settings =
        new ClassifierSettings(
            precision, 3, 4, ClassifierSettings.Device.CPU, ReadSettings.DEFAULTS);
    try (Classifier classifier = Classifier.load(bundle, settings);
        Session session = classifier.newSession()) {
      List<Outcome> outcomes = session.classify(List.of(Pictures.png(40, 30, 1)));

      Outcome.Labelled labelled = assertInstanceOf(Outcome.Labelled.class, outcomes.get(0));
      assertEquals(3, labelled.predictions().size());
      assertEquals(ImageFormat.PNG, labelled.format());
      assertEquals(1, labelled.batchSize());
      assertTrue(labelled.predictMs() > 0);
    }
  }
}
