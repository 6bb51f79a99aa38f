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
 * The settings that a resumed run keeps. Their JSON is stored in the journal.
 *
 * @param files the selected files
 * @param keys how record keys are derived
 * @param headers additional headers of every record
 */
public record RunPlan(FileSelection files, KeyStrategy keys, Map<String, String> headers) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Copies the headers. */
  public RunPlan {
    headers = new LinkedHashMap<>(headers);
  }

  /** The additional headers; a copy. */
  @Override
  public Map<String, String> headers() {
    return new LinkedHashMap<>(headers);
  }

  /** Writes the plan as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a plan from JSON.
   *
   * @throws UserError when the JSON is invalid
   */
  public static RunPlan parse(String json) {
    try {
      return JSON.readValue(json, RunPlan.class);
    } catch (JsonProcessingException e) {
      throw new UserError(
          "Cannot read the settings of this run in the journal: start a new run.", e);
    }
  }
}
