package dev.imageclassifier.model.command;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.model.download.PublishedModel;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Texts that describe models, including the {@code MODEL_CARD.md} of installed models. */
final class ModelCards {
  private ModelCards() {}

  /** Returns name, version, precision and digest in one line. */
  static String summary(ClassificationResult.Model model) {
    return "%s %s %s, %s"
        .formatted(model.name(), model.version(), model.precision(), model.digest());
  }

  static String downloaded(PublishedModel model, URI address) {
    return """
        # %s

        %s
        Source: %s, SHA-1 `%s` (verified). The SHA-1 of the labels is `%s` (verified).

        %s
        DJL's model zoo resizes to a square for this model. These values are TorchVision's.
        """
        .formatted(
            model.name(),
            model.description(),
            address,
            model.model().sha1(),
            model.labels().sha1(),
            tensors(model.preprocessing(), model.classes()));
  }

  static String imported(
      String name, String source, String licence, String accuracy, String tensors) {
    return """
        # %s

        Imported from %s.

        Licence: %s
        Accuracy: %s

        %s"""
        .formatted(name, source, orNotStated(licence), orNotStated(accuracy), tensors);
  }

  /** Describes input, output and preprocessing. */
  static String tensors(PreprocessSettings preprocessing, int classes) {
    int width = preprocessing.width();
    int height = preprocessing.height();
    return """
        Input N×3×%d×%d float32, RGB, ÷255, normalised with mean (%s) and standard deviation (%s).
        Output N×%d logits. PreprocessSettings: short side to %d (antialiased bilinear, on 8-bit values),
        centre crop %d×%d.
        """
        .formatted(
            height,
            width,
            joined(preprocessing.mean()),
            joined(preprocessing.std()),
            classes,
            preprocessing.resizeShort(),
            width,
            height);
  }

  private static String orNotStated(String text) {
    return text.isEmpty() ? "not stated" : text;
  }

  private static String joined(List<Float> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
