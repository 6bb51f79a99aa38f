package dev.imageclassifier.benchmark.peers;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.CenterCrop;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.ResizeShort;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.translate.TranslateException;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DJL's stock image classification translator with batch size 1 and a new predictor for each image,
 * as in published examples of Kafka with DJL. It does not check the image. Thread-safe.
 */
final class NaiveClassifier implements AutoCloseable {
  /** Optional file of a bundle: the model as {@code torch.jit.script} saves it. */
  static final String SCRIPTED = "model-scripted.pt";

  private final Model model;
  private final ImageClassificationTranslator translator;
  private final boolean scripted;

  private NaiveClassifier(Model model, ImageClassificationTranslator translator, boolean scripted) {
    this.model = model;
    this.translator = translator;
    this.scripted = scripted;
  }

  /**
   * Loads {@value #SCRIPTED} if the bundle lists it, and the fp32 file of the bundle otherwise.
   *
   * @throws BundleException if the bundle has neither file, or the file cannot be loaded
   */
  static NaiveClassifier load(ModelBundle bundle) {
    Optional<Path> scripted = BundleReader.listedFile(bundle, SCRIPTED);
    Path file = scripted.orElse(bundle.files().get(Precision.FP32));
    if (file == null) {
      throw new BundleException("Row e needs the fp32 file of model " + bundle.name() + ".");
    }
    Model model = Engine.getEngine("PyTorch").newModel(bundle.name(), Device.cpu());
    try {
      model.load(file);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new BundleException("Cannot load model file " + file + ".", e);
    }
    return new NaiveClassifier(model, translator(bundle), scripted.isPresent());
  }

  private static ImageClassificationTranslator translator(ModelBundle bundle) {
    PreprocessSettings spec = bundle.preprocessing();
    return ImageClassificationTranslator.builder()
        .addTransform(new ResizeShort(spec.resizeShort()))
        .addTransform(new CenterCrop(spec.width(), spec.height()))
        .addTransform(new ToTensor())
        .addTransform(new Normalize(floats(spec.mean()), floats(spec.std())))
        .optSynset(bundle.labels().stream().map(ClassLabel::label).toList())
        .optApplySoftmax(true)
        .build();
  }

  private static float[] floats(List<Float> values) {
    return new float[] {values.get(0), values.get(1), values.get(2)};
  }

  /** Whether {@value #SCRIPTED} was loaded instead of the fp32 file. */
  boolean scripted() {
    return scripted;
  }

  /** The best label; empty if the image or the prediction failed. */
  Optional<String> classify(byte[] encoded) {
    try (Predictor<Image, Classifications> predictor = model.newPredictor(translator)) {
      Image image = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(encoded));
      return Optional.of(predictor.predict(image).best().getClassName());
    } catch (IOException | TranslateException | RuntimeException e) {
      return Optional.empty(); // counted as a failure
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
