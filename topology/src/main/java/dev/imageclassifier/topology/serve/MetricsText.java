package dev.imageclassifier.topology.serve;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.topology.classify.Counters;

/** The counters in Prometheus' text format. */
final class MetricsText {
  private MetricsText() {}

  static String of(Counters counters, ModelIdentity model) {
    StringBuilder text = new StringBuilder(1024);
    counter(text, "image_classifier_records_total", "Records taken from the input topic.");
    text.append("image_classifier_records_total ").append(counters.in()).append('\n');
    counter(text, "image_classifier_results_total", "Results written.");
    text.append("image_classifier_results_total ").append(counters.labelled()).append('\n');
    counter(text, "image_classifier_dead_letters_total", "Dead letters written, by reason.");
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      text.append("image_classifier_dead_letters_total{reason=\"")
          .append(reason.code())
          .append("\"} ")
          .append(counters.deadLettered(reason))
          .append('\n');
    }
    counter(text, "image_classifier_batches_total", "Batches classified.");
    text.append("image_classifier_batches_total ").append(counters.batches()).append('\n');
    counter(text, "image_classifier_batched_records_total", "Records in those batches.");
    text.append("image_classifier_batched_records_total ")
        .append(counters.batchedRecords())
        .append('\n');
    text.append("# HELP image_classifier_model_info The model that labels.\n")
        .append("# TYPE image_classifier_model_info gauge\n")
        .append("image_classifier_model_info{name=\"")
        .append(escaped(model.name()))
        .append("\",version=\"")
        .append(escaped(model.version()))
        .append("\",precision=\"")
        .append(escaped(model.precision()))
        .append("\",digest=\"")
        .append(escaped(model.digest()))
        .append("\"} 1\n");
    return text.toString();
  }

  private static void counter(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" counter\n");
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
