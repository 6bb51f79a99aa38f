package dev.imageclassifier.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes 0.000012 and not 1.2E-5, which people and some readers stumble over. */
final class PlainDecimal extends JsonSerializer<Double> {
  @Override
  public void serialize(Double value, JsonGenerator json, SerializerProvider context)
      throws IOException {
    json.writeNumber(BigDecimal.valueOf(value).toPlainString());
  }
}
