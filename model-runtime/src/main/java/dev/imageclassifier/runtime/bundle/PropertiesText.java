package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Parses Java's properties format and rejects duplicate keys. */
final class PropertiesText {
  private PropertiesText() {}

  static Map<String, String> parse(String text, List<String> problems) {
    Recorder recorder = new Recorder(problems);
    try {
      recorder.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          BundleFiles.PROPERTIES
              + ": invalid properties file: "
              + e.getMessage().replaceFirst("\\.$", ""));
    }
    return recorder.values;
  }

  /**
   * {@link Properties#load} calls put for each line. The last duplicate would replace the first.
   */
  private static final class Recorder extends Properties {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> values = new LinkedHashMap<>();
    private final transient List<String> problems;

    Recorder(List<String> problems) {
      this.problems = problems;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (values.put((String) key, ((String) value).strip()) != null) {
        problems.add(BundleFiles.PROPERTIES + ": " + key + " is set twice: remove one line");
      }
      return super.put(key, value);
    }
  }
}
