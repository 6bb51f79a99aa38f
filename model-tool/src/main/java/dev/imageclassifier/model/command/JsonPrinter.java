package dev.imageclassifier.model.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints JSON Lines with the property names of the results topic. */
final class JsonPrinter implements OutcomePrinter {
  static final JsonMapper MAPPER = new JsonMapper();

  private final PrintWriter out;
  private final ClassificationResult.Model model;

  JsonPrinter(PrintWriter out, ClassificationResult.Model model) {
    this.out = out;
    this.model = model;
  }

  private record LabelledLine(
      String file,
      String outcome,
      List<ClassificationResult.Prediction> predictions,
      ClassificationResult.Model model,
      ClassificationResult.Image image,
      ClassificationResult.Timing timing) {}

  private record RejectedLine(
      String file, String outcome, String reason, String stage, String detail) {}

  @Override
  public void print(Path file, Outcome outcome) {
    try {
      out.println(MAPPER.writeValueAsString(line(file.toString(), outcome)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every outcome can be written as JSON", e);
    }
    out.flush();
  }

  private Record line(String file, Outcome outcome) {
    if (outcome instanceof Outcome.Labelled labelled) {
      return new LabelledLine(
          file, "labelled", labelled.predictions(), model, labelled.image(), labelled.timing());
    }
    Outcome.Rejected rejected = (Outcome.Rejected) outcome;
    return new RejectedLine(
        file, "rejected", rejected.reason().code(), rejected.stage().code(), rejected.detail());
  }
}
