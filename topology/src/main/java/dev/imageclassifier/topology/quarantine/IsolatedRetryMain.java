package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.runtime.predict.Session;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The program of an isolated retry: classifies one image from standard input and writes the result
 * to standard output. Its arguments are the model options as {@code --name=value}.
 */
public final class IsolatedRetryMain {
  private IsolatedRetryMain() {}

  /** Runs the program; exits with 1 after a failure. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      options.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    try (Classifier classifier = ClassifierLoader.of(options, IsolatedRetryMain::reject).load(1);
        Session session = classifier.newSession()) {
      IsolatedProcess.answer(System.in, session, classifier.model(), System.out);
    }
    System.exit(0);
  }

  private static void reject(String problem) {
    throw new IllegalArgumentException(problem);
  }
}
