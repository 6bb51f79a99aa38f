package dev.imageclassifier.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The result for one image: the value of a record on the results topic. Its JSON Schema is {@code
 * classification-result.schema.json} in this package.
 *
 * <p>All nested records are immutable. Their constructors throw {@link IllegalArgumentException}
 * for an invalid value; the message names the property.
 *
 * @param imageId key of the input record as UTF-8 text; null when the record has no key
 * @param predictions best first, ranks 1, 2, …; at least one
 * @param model identity of the model
 * @param image properties of the encoded image
 * @param source position and timestamp of the input record
 * @param timing duration of each stage
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({"image_id", "predictions", "model", "image", "source", "timing"})
public record ClassificationResult(
    @JsonProperty(required = true) String imageId,
    @JsonProperty(required = true) List<Prediction> predictions,
    @JsonProperty(required = true) Model model,
    @JsonProperty(required = true) Image image,
    @JsonProperty(required = true) Source source,
    @JsonProperty(required = true) Timing timing) {

  /** Checks that all components are present and that the predictions are in order. */
  public ClassificationResult {
    predictions = inOrder(predictions);
    Checks.present("model", model);
    Checks.present("image", image);
    Checks.present("source", source);
    Checks.present("timing", timing);
  }

  private static List<Prediction> inOrder(List<Prediction> given) {
    if (Checks.present("predictions", given).isEmpty()) {
      throw new IllegalArgumentException("predictions is empty but must contain at least one");
    }
    for (int i = 0; i < given.size(); i++) {
      Prediction prediction = Checks.present("predictions[" + i + "]", given.get(i));
      if (prediction.rank() != i + 1) {
        throw new IllegalArgumentException(
            "predictions[" + i + "].rank is " + prediction.rank() + " but must be " + (i + 1));
      }
      if (i > 0 && prediction.score() > given.get(i - 1).score()) {
        throw new IllegalArgumentException(
            "predictions[" + i + "].score is higher than the previous score");
      }
    }
    return List.copyOf(given);
  }

  /** The prediction of rank 1. */
  public Prediction best() {
    return predictions.get(0);
  }

  /**
   * One of the Top-k.
   *
   * @param rank 1 for the best
   * @param label first name of the class
   * @param score softmax probability, 0 to 1, rounded to 6 decimals
   * @param classIndex index of the logit, from 0
   * @param wnid WordNet id of the class; absent where the labels file has none
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"rank", "label", "score", "class_index", "wnid"})
  public record Prediction(
      @JsonProperty(required = true) int rank,
      @JsonProperty(required = true) String label,
      @JsonProperty(required = true) @JsonSerialize(using = PlainDecimal.class) double score,
      @JsonProperty(required = true) int classIndex,
      @JsonInclude(JsonInclude.Include.NON_NULL) String wnid) {

    /** Rounds the score and checks the values. */
    public Prediction {
      Checks.atLeast("rank", 1, rank);
      Checks.text("label", label);
      score = Checks.between("score", 0, 1, Checks.rounded(score, 6));
      Checks.atLeast("class_index", 0, classIndex);
      if (wnid != null) {
        Checks.text("wnid", wnid);
      }
    }
  }

  /**
   * The model's identity.
   *
   * @param name name of the bundle
   * @param version version of the bundle; empty where the bundle states none
   * @param precision {@code fp32} or {@code int8}
   * @param digest {@code sha256:} and the digest of the TorchScript file
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"name", "version", "precision", "digest"})
  public record Model(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String precision,
      @JsonProperty(required = true) String digest) {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Checks the values. */
    public Model {
      Checks.text("name", name);
      Checks.present("version", version);
      Checks.text("precision", precision);
      Checks.matching("digest", digest, DIGEST, "'sha256:' and 64 lower-case hexadecimal digits");
    }
  }

  /**
   * The encoded image.
   *
   * @param format {@code jpeg}, {@code png}, {@code webp}, {@code gif}, {@code bmp}, {@code tiff}
   * @param width pixels, as stored (before EXIF orientation)
   * @param height pixels, as stored
   * @param bytes encoded length
   * @param sha256 lower-case hexadecimal digest of the encoded bytes
   * @param damaged true when the data is damaged and the settings accept it; absent otherwise
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"format", "width", "height", "bytes", "sha256", "damaged"})
  public record Image(
      @JsonProperty(required = true) String format,
      @JsonProperty(required = true) int width,
      @JsonProperty(required = true) int height,
      @JsonProperty(required = true) int bytes,
      @JsonProperty(required = true) String sha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean damaged) {
    private static final Pattern FORMAT = Pattern.compile("[a-z0-9]+");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Checks the values. {@code damaged = false} becomes absent. */
    public Image {
      Checks.matching("format", format, FORMAT, "a lower-case word");
      Checks.atLeast("width", 1, width);
      Checks.atLeast("height", 1, height);
      Checks.atLeast("bytes", 1, bytes);
      Checks.matching("sha256", sha256, SHA256, "64 lower-case hexadecimal digits");
      damaged = Boolean.TRUE.equals(damaged) ? Boolean.TRUE : null;
    }
  }

  /**
   * The input record.
   *
   * @param topic input topic
   * @param partition its partition
   * @param offset its offset
   * @param timestamp the record's timestamp, ISO 8601 instant with milliseconds
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"topic", "partition", "offset", "timestamp"})
  public record Source(
      @JsonProperty(required = true) String topic,
      @JsonProperty(required = true) int partition,
      @JsonProperty(required = true) long offset,
      @JsonProperty(required = true) String timestamp) {
    // Instant.toString() omits milliseconds that are zero and prints microseconds.
    private static final DateTimeFormatter MILLISECONDS =
        new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Checks the values. */
    public Source {
      Checks.text("topic", topic);
      Checks.atLeast("partition", 0, partition);
      Checks.atLeast("offset", 0, offset);
      try {
        MILLISECONDS.parse(Checks.present("timestamp", timestamp));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "timestamp must be an ISO 8601 instant with milliseconds, such as"
                + " 2026-11-23T10:15:30.123Z",
            e);
      }
    }

    /** A source with the timestamp in milliseconds since the epoch. */
    public static Source of(String topic, int partition, long offset, long timestampMillis) {
      return new Source(
          topic, partition, offset, MILLISECONDS.format(Instant.ofEpochMilli(timestampMillis)));
    }
  }

  /**
   * The duration of each stage.
   *
   * @param decodeMs milliseconds from bytes to pixels, rounded to 3 decimals
   * @param preprocessMs milliseconds from pixels to tensor, rounded to 3 decimals
   * @param predictMs milliseconds of the predict call that contained this image, rounded to 3
   *     decimals
   * @param batchSize images in that call
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"decode_ms", "preprocess_ms", "predict_ms", "batch_size"})
  public record Timing(
      @JsonProperty(required = true) @JsonSerialize(using = PlainDecimal.class) double decodeMs,
      @JsonProperty(required = true) @JsonSerialize(using = PlainDecimal.class) double preprocessMs,
      @JsonProperty(required = true) @JsonSerialize(using = PlainDecimal.class) double predictMs,
      @JsonProperty(required = true) int batchSize) {

    /** Rounds the times and checks the values. */
    public Timing {
      decodeMs = milliseconds("decode_ms", decodeMs);
      preprocessMs = milliseconds("preprocess_ms", preprocessMs);
      predictMs = milliseconds("predict_ms", predictMs);
      Checks.atLeast("batch_size", 1, batchSize);
    }

    private static double milliseconds(String name, double value) {
      return Checks.between(name, 0, Double.MAX_VALUE, Checks.rounded(value, 3));
    }
  }
}
