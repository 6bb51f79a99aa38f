package dev.imageclassifier.systemtests.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links, commands and tests that the pages name exist. */
final class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ProjectFiles.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(target|\\.git|node_modules)/.*"))
          .sorted()
          .toList();
    }
  }

  /** The anchors of a page, derived from its headings as code hosts derive them. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(m -> m.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int count = 0;
    for (Path page : pages()) {
      Matcher links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
      while (links.find()) {
        String link = links.group(1);
        if (link.matches("[a-z]+:.*")) {
          continue;
        }
        count++;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
          broken.add(ProjectFiles.ROOT.relativize(page) + " -> " + link);
        } else if (parts.length > 1 && !anchors(target).contains(parts[1])) {
          broken.add(
              ProjectFiles.ROOT.relativize(page) + " -> " + link + ": the heading does not exist");
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(count > 40, "links: " + count);
  }

  @Test
  void everyCommandExists() throws IOException {
    Set<String> commands = new TreeSet<>();
    Matcher cases =
        Pattern.compile("(?m)^  (\\w+)\\) module=").matcher(Files.readString(launcher()));
    while (cases.find()) {
      commands.add(cases.group(1));
    }
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      Matcher uses = Pattern.compile("\\./pipeline ([a-z]\\w*)").matcher(Files.readString(page));
      while (uses.find()) {
        if (!commands.contains(uses.group(1))) {
          unknown.add(ProjectFiles.ROOT.relativize(page) + ": ./pipeline " + uses.group(1));
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(commands.containsAll(Set.of("demo", "run", "ingest")), commands.toString());
  }

  @Test
  void everyTestExists() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(ProjectFiles.ROOT)) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\w+(Test|IT)\\.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> missing = new ArrayList<>();
    int count = 0;
    for (Path page : pages()) {
      Matcher named = Pattern.compile("`(\\w*[a-z](?:Test|IT))\\b").matcher(Files.readString(page));
      while (named.find()) {
        count++;
        if (!tests.contains(named.group(1))) {
          missing.add(ProjectFiles.ROOT.relativize(page) + ": " + named.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(count > 20, "tests: " + count);
  }

  private static Path launcher() {
    return ProjectFiles.ROOT.resolve("pipeline");
  }
}
