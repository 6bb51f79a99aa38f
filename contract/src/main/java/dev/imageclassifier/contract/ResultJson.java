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
import org.apache.kafka.common.errors.SerializationException;

/** Results as compact JSON, and back without forgiving anything. Thread-safe. */
final class ResultJson {
  private static final ObjectMapper MAPPER = strictMapper();

  private ResultJson() {}

  static byte[] write(ClassificationResult result) {
    try {
      return MAPPER.writeValueAsBytes(result);
    } catch (JsonProcessingException e) {
      throw new SerializationException(
          "The result cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  static ClassificationResult read(byte[] bytes) {
    try {
      ClassificationResult result = MAPPER.readValue(utf8(bytes), ClassificationResult.class);
      if (result == null) {
        throw new SerializationException("The result is JSON null, not an object.");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new SerializationException("The result is not valid " + place(e) + what(e), e);
    }
  }

  // Jackson alone would guess UTF-16 and UTF-32 from the first bytes, and read on.
  private static String utf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new SerializationException(
          "The result is not valid at byte " + in.position() + ": it is not UTF-8.", e);
    }
  }

  private static String place(JsonProcessingException e) {
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

  private static String what(JsonProcessingException e) {
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
