package dev.imageclassifier.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.ingest.publish.PublishTotals;

/** The last line on standard output: totals with the names that all commands share. */
final class TotalsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private TotalsJson() {}

  static String of(PublishTotals totals) {
    ObjectNode node = JSON.createObjectNode();
    node.put("run", totals.run());
    node.put("published", totals.published());
    node.put("labelled", 0);
    node.put("dead_lettered", 0);
    // nobody has looked yet what became of them
    node.put("pending", totals.published());
    node.put("failed", totals.failed());
    node.put("bytes", totals.bytes());
    node.put("seconds", rounded(totals.seconds()));
    node.put("images_per_second", rounded(totals.imagesPerSecond()));
    return node.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
