package dev.imageclassifier.model.zoo;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be pulled, with what the zoo does not say about it.
 *
 * @param name what it is called here
 * @param version our version of it
 * @param artifactId the zoo's name of the family
 * @param zooVersion the zoo's version
 * @param artifact the zoo's name of the model
 * @param megabytes size of the download, MB
 * @param classes how many labels it must have
 * @param numbers the preprocessing it was trained for; the zoo's own resizes to a square
 * @param licence one line for people
 * @param accuracy one line for people
 * @param about the beginning of the card
 */
public record ZooModel(
    String name,
    String version,
    String artifactId,
    String zooVersion,
    String artifact,
    double megabytes,
    int classes,
    Preprocessing numbers,
    String licence,
    String accuracy,
    String about) {

  /** All that can be pulled. */
  public static final List<ZooModel> ALL =
      List.of(
          new ZooModel(
              "resnet18",
              "imagenet1k-v1",
              "resnet",
              "0.0.1",
              "traced_resnet18",
              43.5,
              1000,
              new Preprocessing(
                  224, 224, 256, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f)),
              "BSD-3-Clause; ImageNet's terms: research",
              "ImageNet Top-1 69.8 %, Top-5 89.1 %",
              "TorchVision's ResNet-18 with its weights IMAGENET1K_V1, 11.7 million parameters, traced"
                  + " by the authors of DJL.\n\nAccuracy: Top-1 69.758 %, Top-5 89.078 % on"
                  + " ImageNet's validation pictures, as TorchVision states it; not measured here.\n\n"
                  + "Licence: TorchVision is BSD-3-Clause. The weights may have terms of their own,"
                  + " which come from the data they were trained on (ImageNet: research): whether"
                  + " your use is allowed is yours to find out."));

  /** The model of this name, if there is one. */
  public static Optional<ZooModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
