package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model directory that has been read and whose digests agree.
 *
 * @param directory where it lies
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param files the TorchScript file of each precision
 * @param digests {@code sha256:…} of each precision's file
 * @param preprocessing the input's numbers
 * @param topK how many predictions the bundle suggests
 * @param labels one a class, in the order of the logits
 * @param licence {@code bundle.licence}; empty where it is not stated
 * @param accuracy {@code bundle.accuracy}; empty where it is not stated
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

  /** Copies the collections. */
  public ModelBundle {
    files = Map.copyOf(files);
    digests = Map.copyOf(digests);
    labels = List.copyOf(labels);
  }
}
