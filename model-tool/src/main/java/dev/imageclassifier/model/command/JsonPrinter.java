package dev.imageclassifier.model.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Outcome.Labelled;
import dev.imageclassifier.runtime.predict.Prediction;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Prints JSON Lines with the property names of the results topic. */
final class JsonPrinter implements OutcomePrinter {
  static final JsonMapper MAPPER = new JsonMapper();

  private final PrintWriter out;
  private final ModelIdentity identity;

  JsonPrinter(PrintWriter out, ModelIdentity identity) {
    this.out = out;
    this.identity = identity;
  }

  @Override
  public void print(Path file, Outcome outcome) {
    ObjectNode line = MAPPER.createObjectNode().put("file", file.toString());
    outcome.fold(labelled -> fill(line, labelled), rejected -> fill(line, rejected));
    out.println(line);
    out.flush();
  }

  private ObjectNode fill(ObjectNode line, Labelled labelled) {
    line.put("outcome", "labelled");
    for (Prediction prediction : labelled.predictions()) {
      ObjectNode one =
          line.withArray("predictions")
              .addObject()
              .put("rank", prediction.rank())
              .put("label", prediction.label().label())
              .put("score", rounded(prediction.score(), 6))
              .put("class_index", prediction.classIndex());
      if (prediction.label().wnid() != null) {
        one.put("wnid", prediction.label().wnid());
      }
    }
    line.putObject("model")
        .put("name", identity.name())
        .put("version", identity.version())
        .put("precision", identity.precision())
        .put("digest", identity.digest());
    ObjectNode image =
        line.putObject("image")
            .put("format", labelled.format().code())
            .put("width", labelled.width())
            .put("height", labelled.height());
    if (labelled.damaged()) {
      image.put("damaged", true);
    }
    line.putObject("timing")
        .put("decode_ms", rounded(labelled.decodeMs(), 3))
        .put("preprocess_ms", rounded(labelled.preprocessMs(), 3))
        .put("predict_ms", rounded(labelled.predictMs(), 3))
        .put("batch_size", labelled.batchSize());
    return line;
  }

  private static ObjectNode fill(ObjectNode line, Rejected rejected) {
    return line.put("outcome", "rejected")
        .put("reason", code(rejected.reason()))
        .put("stage", code(rejected.stage()))
        .put("detail", rejected.detail());
  }

  static double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.rint(value * scale) / scale;
  }

  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
