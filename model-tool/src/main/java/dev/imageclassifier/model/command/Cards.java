package dev.imageclassifier.model.command;

import dev.imageclassifier.model.zoo.ZooModel;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cards of models that are installed here. */
final class Cards {
  private Cards() {}

  static String pulled(ZooModel model, String source) {
    return "# "
        + model.name()
        + "\n\n"
        + model.about()
        + "\n\nSource: "
        + source
        + " (verified); labels from the same place.\n\n"
        + numbers(model.numbers(), model.classes())
        + "\nDJL's zoo states a square resize for it; these are TorchVision's own numbers.\n";
  }

  static String imported(
      String name,
      String file,
      String digest,
      String licence,
      String accuracy,
      Preprocessing numbers,
      int classes) {
    return "# "
        + name
        + "\n\nImported from `"
        + file
        + "`, SHA-256 `"
        + digest
        + "`.\n\nLicence: "
        + stated(licence)
        + "\nAccuracy: "
        + stated(accuracy)
        + "\n\n"
        + numbers(numbers, classes);
  }

  private static String stated(String text) {
    return text.isEmpty() ? "not stated." : text;
  }

  private static String numbers(Preprocessing numbers, int classes) {
    return "Input N×3×"
        + numbers.height()
        + "×"
        + numbers.width()
        + " float32, RGB, ÷255, normalised with mean ("
        + joined(numbers.mean().stream())
        + ") and deviation ("
        + joined(numbers.std().stream())
        + "); output N×"
        + classes
        + " logits.\nPreprocessing: short side to "
        + numbers.resizeShort()
        + " (antialiased bilinear, on 8-bit values), centre crop "
        + numbers.width()
        + "×"
        + numbers.height()
        + ".\n";
  }

  private static String joined(Stream<Float> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(", "));
  }
}
