package dev.imageclassifier.runtime.predict;

import ai.djl.MalformedModelException;
import ai.djl.Model;
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
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The comparison in the benchmark, and used nowhere else: DJL's stock image classification
 * translator, batch 1, a new predictor for each picture, as published examples of Kafka with DJL do
 * it. It checks nothing about the picture. Thread-safe.
 */
public final class NaiveBaseline implements AutoCloseable {
  /** A bundle may carry the model as {@code torch.jit.script} leaves it, in this file. */
  public static final String SCRIPTED = "model-scripted.pt";

  private final Model model;
  private final ImageClassificationTranslator translator;
  private final boolean scripted;

  private NaiveBaseline(Model model, ImageClassificationTranslator translator, boolean scripted) {
    this.model = model;
    this.translator = translator;
    this.scripted = scripted;
  }

  /**
   * Loads {@value #SCRIPTED} where the bundle lists one, and the bundle's fp32 file otherwise.
   *
   * @throws BundleException when there is neither, or it cannot be loaded
   */
  public static NaiveBaseline load(ModelBundle bundle) {
    Optional<Path> scripted = BundleReader.listedFile(bundle, SCRIPTED);
    Path file = scripted.orElse(bundle.files().get(Precision.FP32));
    if (file == null) {
      throw new BundleException(
          "Model " + bundle.name() + " has no fp32 file, which the naive comparison needs.");
    }
    Model model = LibTorch.engine().newModel(bundle.name(), ai.djl.Device.cpu());
    try {
      model.load(file);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new BundleException("The model file " + file + " cannot be loaded.", e);
    }
    return new NaiveBaseline(model, translator(bundle), scripted.isPresent());
  }

  private static ImageClassificationTranslator translator(ModelBundle bundle) {
    Preprocessing numbers = bundle.preprocessing();
    return ImageClassificationTranslator.builder()
        .addTransform(new ResizeShort(numbers.resizeShort()))
        .addTransform(new CenterCrop(numbers.width(), numbers.height()))
        .addTransform(new ToTensor())
        .addTransform(new Normalize(floats(numbers.mean()), floats(numbers.std())))
        .optSynset(bundle.labels().stream().map(ClassLabel::label).toList())
        .optApplySoftmax(true)
        .build();
  }

  private static float[] floats(List<Float> numbers) {
    return new float[] {numbers.get(0), numbers.get(1), numbers.get(2)};
  }

  /** Whether it runs {@value #SCRIPTED}, and not the bundle's own fp32 file. */
  public boolean scripted() {
    return scripted;
  }

  /** The best label; empty where anything went wrong. */
  public Optional<String> classify(byte[] encoded) {
    try (Predictor<Image, Classifications> predictor = model.newPredictor(translator)) {
      Image image = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(encoded));
      return Optional.of(predictor.predict(image).best().getClassName());
    } catch (IOException | TranslateException | RuntimeException e) {
      return Optional.empty(); // counted as a failure by whoever compares
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
