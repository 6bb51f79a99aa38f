package dev.imageclassifier.ingest.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.publish.KeyStrategy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes a run the same run when it goes on: which files, and how their records are made. Its
 * JSON stands in the journal.
 *
 * @param selection which files
 * @param keys how records are named
 * @param headers further headers for every record
 */
public record RunPlan(FileSelection selection, KeyStrategy keys, Map<String, String> headers) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Copies the headers. */
  public RunPlan {
    headers = new LinkedHashMap<>(headers);
  }

  /** The further headers; a copy. */
  @Override
  public Map<String, String> headers() {
    return new LinkedHashMap<>(headers);
  }

  /** As it stands in the journal. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan is plain text", e);
    }
  }

  /**
   * As it stood in the journal.
   *
   * @throws UserError when it is none
   */
  public static RunPlan of(String json) {
    try {
      return JSON.readValue(json, RunPlan.class);
    } catch (JsonProcessingException e) {
      throw new UserError("The journal's plan of this run cannot be read: begin a new run.", e);
    }
  }
}
