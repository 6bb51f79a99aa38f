package dev.imageclassifier.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes 0.000012 instead of 1.2E-5, which some JSON readers reject. */
final class PlainDecimal extends JsonSerializer<Double> {
  @Override
  public void serialize(Double value, JsonGenerator json, SerializerProvider context)
      throws IOException {
    json.writeNumber(BigDecimal.valueOf(value).toPlainString());
  }
}
