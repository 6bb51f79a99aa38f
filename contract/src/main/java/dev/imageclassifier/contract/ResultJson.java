package dev.imageclassifier.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes results as compact JSON and reads them strictly: unknown, missing and duplicate
 * properties, wrong types, bytes after the object, and bytes that are not UTF-8 are errors.
 * Thread-safe.
 */
public final class ResultJson {
  private static final ObjectMapper MAPPER = strictMapper();

  private ResultJson() {}

  /** The result as compact UTF-8 JSON. Equal results give equal bytes. */
  public static byte[] write(ClassificationResult result) {
    try {
      return MAPPER.writeValueAsBytes(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Cannot write the result as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a result.
   *
   * @throws IllegalArgumentException when the bytes are not a valid result; the message states the
   *     position of the error
   */
  public static ClassificationResult read(byte[] bytes) {
    try {
      ClassificationResult result = MAPPER.readValue(utf8(bytes), ClassificationResult.class);
      if (result == null) {
        throw new IllegalArgumentException("The result is JSON null, not an object.");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid result " + position(e) + message(e), e);
    }
  }

  // Jackson would detect UTF-16 and UTF-32 from the first bytes and accept them.
  private static String utf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "Invalid result at byte " + in.position() + ": not UTF-8.", e);
    }
  }

  private static String position(JsonProcessingException e) {
    List<JsonMappingException.Reference> path =
        e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    if (path.isEmpty() && e.getLocation() != null) {
      return "at character " + e.getLocation().getCharOffset() + ": ";
    }
    StringBuilder pointer = new StringBuilder("at $");
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        pointer.append('[').append(step.getIndex()).append(']');
      } else {
        pointer.append('.').append(step.getFieldName());
      }
    }
    return pointer.append(": ").toString();
  }

  private static String message(JsonProcessingException e) {
    return e instanceof ValueInstantiationException && e.getCause() != null
        ? e.getCause().getMessage()
        : e.getOriginalMessage();
  }

  private static ObjectMapper strictMapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    builder.withCoercionConfig(
        LogicalType.Textual,
        config ->
            config
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }
}
