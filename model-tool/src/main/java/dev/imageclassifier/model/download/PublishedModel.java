package dev.imageclassifier.model.download;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.util.List;

/**
 * A model that can be downloaded.
 *
 * @param name name of the installed model
 * @param version version of the bundle
 * @param model the TorchScript file, gzipped
 * @param labels the {@code synset.txt} file
 * @param classes number of classes
 * @param preprocessing the preprocessing that the model was trained with
 * @param licence one line for {@code model list}
 * @param accuracy one line for {@code model list}
 * @param description first paragraphs of the model card
 */
public record PublishedModel(
    String name,
    String version,
    PinnedFile model,
    PinnedFile labels,
    int classes,
    PreprocessSettings preprocessing,
    String licence,
    String accuracy,
    String description) {

  /** All models that can be downloaded. */
  public static final List<PublishedModel> ALL = List.of(resnet18());

  /** The files and digests of DJL's model zoo, with the preprocessing of TorchVision. */
  private static PublishedModel resnet18() {
    String directory = "model/cv/image_classification/ai/djl/pytorch/";
    return new PublishedModel(
        "resnet18",
        "imagenet1k-v1",
        new PinnedFile(
            directory + "resnet/0.0.1/traced_resnet18.pt.gz",
            43_482_267,
            "5f2090128b4dd2aac5bc7394ba4d46fe4a608a89"),
        new PinnedFile(
            directory + "synset.txt", 31_675, "e03a09a8336d75b7bb008748eadee253a30cb2c2"),
        1000,
        PreprocessSettings.IMAGENET,
        "BSD-3-Clause; ImageNet's terms: research",
        "ImageNet Top-1 69.8 %, Top-5 89.1 %",
        """
        TorchVision's ResNet-18 with the weights IMAGENET1K_V1, 11.7 million parameters, traced by
        the authors of DJL.

        Accuracy: Top-1 69.758 %, Top-5 89.078 % on ImageNet's validation images, as stated by
        TorchVision. We did not measure it.

        Licence: TorchVision is BSD-3-Clause. The training data (ImageNet) is for research, and its
        terms may extend to the weights. Check whether they allow your use.
        """);
  }
}
