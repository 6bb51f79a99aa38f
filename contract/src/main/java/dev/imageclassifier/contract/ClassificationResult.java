package dev.imageclassifier.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What the model says of one picture: the value of a record on the results topic. Its JSON Schema
 * is {@code classification-result.schema.json} beside this class.
 *
 * @param imageId the record's key as UTF-8 text; null when the record had none
 * @param predictions best first, ranks 1, 2, …
 * @param model which model said it
 * @param image what was read
 * @param source where the picture's record lies
 * @param timing what it cost
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({"image_id", "predictions", "model", "image", "source", "timing"})
public record ClassificationResult(
    String imageId,
    List<Prediction> predictions,
    Model model,
    Image image,
    Source source,
    Timing timing) {

  /** Keeps the predictions from being changed behind the record's back. */
  public ClassificationResult {
    predictions = List.copyOf(predictions);
  }

  /**
   * One of the Top-k.
   *
   * @param rank 1 for the best
   * @param label first name of the class
   * @param score softmax probability, 0 to 1
   * @param classIndex index of the logit, from 0
   * @param wnid WordNet id of the class; absent where the labels state none
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Prediction(
      int rank,
      String label,
      double score,
      int classIndex,
      @JsonInclude(JsonInclude.Include.NON_NULL) String wnid) {}

  /**
   * The model's identity.
   *
   * @param name name of the bundle
   * @param version version of the bundle
   * @param precision {@code fp32} or {@code int8}
   * @param digest {@code sha256:} and the digest of the TorchScript file
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Model(String name, String version, String precision, String digest) {}

  /**
   * The picture as it was read.
   *
   * @param format {@code jpeg}, {@code png}, {@code webp}, {@code gif}, {@code bmp}, {@code tiff}
   * @param width pixels, as stored (before EXIF orientation)
   * @param height pixels, as stored
   * @param bytes encoded length
   * @param sha256 lower-case hexadecimal digest of the encoded bytes
   * @param damaged true when the data is damaged and was accepted all the same; absent otherwise
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Image(
      String format,
      int width,
      int height,
      int bytes,
      String sha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean damaged) {}

  /**
   * Where the picture's record lies.
   *
   * @param topic input topic
   * @param partition its partition
   * @param offset its offset
   * @param timestamp the record's timestamp, ISO 8601 instant with milliseconds
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Source(String topic, int partition, long offset, String timestamp) {}

  /**
   * What it cost.
   *
   * @param decodeMs milliseconds from bytes to pixels
   * @param preprocessMs milliseconds from pixels to tensor
   * @param predictMs milliseconds of the predict that this picture took part in
   * @param batchSize pictures in that predict
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Timing(double decodeMs, double preprocessMs, double predictMs, int batchSize) {}
}
