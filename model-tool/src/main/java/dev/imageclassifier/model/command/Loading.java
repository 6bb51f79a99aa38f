package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Loads models for commands and converts failures to {@link UserError}. */
final class Loading {
  private Loading() {}

  static ClassifierLoader loader(CommandLine command, ModelOptions options) {
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(options.values(), checks::add);
    checks.throwIfInvalid(command);
    return loader;
  }

  static Classifier load(ClassifierLoader loader, int maxBatch, int minTopK) {
    return explained(() -> loader.load(maxBatch, minTopK));
  }

  static ModelBundle bundle(ClassifierLoader loader) {
    return explained(loader::bundle);
  }

  static <T> T explained(Supplier<T> action) {
    try {
      return action.get();
    } catch (BundleException | DecoderUnavailableException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
