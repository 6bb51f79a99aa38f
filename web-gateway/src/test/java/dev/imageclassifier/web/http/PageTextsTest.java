package dev.imageclassifier.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.web.pending.Unavailability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The texts of the page exist in both languages, and its scripts insert no markup. */
class PageTextsTest {
  private static final Pattern ENTRY =
      Pattern.compile("^ {2}'([^']+)': '(.*)',$", Pattern.MULTILINE);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  private static String resource(String name) throws IOException {
    try (var in = HttpServer.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> texts(String language) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(resource("page/" + language + ".js"));
    while (matcher.find()) {
      texts.put(matcher.group(1), matcher.group(2));
    }
    return texts;
  }

  private static Set<String> placeholders(String text) {
    Set<String> placeholders = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      placeholders.add(matcher.group());
    }
    return placeholders;
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
    Map<String, String> english = texts("en");
    Map<String, String> chinese = texts("zh");
    assertTrue(english.size() > 80, "" + english.size());
    assertEquals(english.keySet(), chinese.keySet());
    english.forEach(
        (key, text) -> assertEquals(placeholders(text), placeholders(chinese.get(key)), key));
  }

  @Test
  void everyCodeAndReasonHasAText() throws IOException {
    Set<String> keys = texts("en").keySet();
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      assertTrue(keys.contains("reason." + reason.code()), reason.code());
    }
    for (Unavailability cause : Unavailability.values()) {
      assertTrue(keys.contains("problem." + cause.code()), cause.code());
      assertTrue(keys.contains("status." + cause.code()), cause.code());
    }
    var document = new ObjectMapper().readTree(resource("openapi.json"));
    for (var code : document.get("paths").findValues("code")) {
      for (var one : code.path("enum")) {
        assertTrue(keys.contains("problem." + one.textValue()), one.textValue());
      }
    }
  }

  @Test
  void everyKeyOfThePageHasAText() throws IOException {
    Set<String> keys = texts("en").keySet();
    Matcher keyMatcher =
        Pattern.compile("data-text=\"([^\"]+)\"").matcher(resource("page/index.html"));
    int found = 0;
    for (; keyMatcher.find(); found++) {
      assertTrue(keys.contains(keyMatcher.group(1)), keyMatcher.group(1));
    }
    assertTrue(found > 15);
  }

  @Test
  void insertsNoMarkupAndLoadsNoForeignResource() throws IOException {
    for (String file :
        new String[] {
          "index.html",
          "main.js",
          "api.js",
          "image.js",
          "live.js",
          "dom.js",
          "texts.js",
          "style.css"
        }) {
      String content = resource("page/" + file);
      for (String forbidden :
          new String[] {
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "style=\"",
            "onclick=",
            "//cdn",
            "@import",
            "https:"
          }) {
        assertFalse(content.contains(forbidden), file + " contains " + forbidden);
      }
    }
  }
}
