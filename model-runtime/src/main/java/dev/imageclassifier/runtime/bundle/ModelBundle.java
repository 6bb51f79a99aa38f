package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model directory whose contents were read and whose digests were verified.
 *
 * @param directory path of the bundle
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param files the TorchScript file of each precision
 * @param digests {@code sha256:…} of each precision's file
 * @param preprocessing preprocessing parameters
 * @param topK default number of predictions
 * @param labels one per class, in the order of the logits
 * @param licence {@code bundle.licence}; empty if not stated
 * @param accuracy {@code bundle.accuracy}; empty if not stated
 */
public record ModelBundle(
    Path directory,
    String name,
    String version,
    Map<Precision, Path> files,
    Map<Precision, String> digests,
    Preprocessing preprocessing,
    int topK,
    List<ClassLabel> labels,
    String licence,
    String accuracy) {

  /** Makes immutable copies of the collections. */
  public ModelBundle {
    files = Map.copyOf(files);
    digests = Map.copyOf(digests);
    labels = List.copyOf(labels);
  }
}
