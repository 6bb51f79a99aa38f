package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model directory that was read and whose digests match. Immutable. {@link BundleReader} creates
 * instances.
 *
 * @param directory the directory, without symbolic links
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param files the TorchScript file of each precision
 * @param digests {@code sha256:…} of each precision's file
 * @param preprocessing preprocessing of the model
 * @param topK default number of predictions per image
 * @param labels one per class, in the order of the logits
 * @param licence {@code bundle.licence}; may be empty
 * @param accuracy {@code bundle.accuracy}; may be empty
 */
public record ModelBundle(
    Path directory,
    String name,
    String version,
    Map<Precision, Path> files,
    Map<Precision, String> digests,
    PreprocessSettings preprocessing,
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
