package dev.imageclassifier.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What the pages point at is there. */
final class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Project.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(target|\\.git|node_modules)/.*"))
          .sorted()
          .toList();
    }
  }

  /** The anchors of a page, made of its headings as code hosts make them. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(m -> m.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void linksResolve() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      Matcher links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
      while (links.find()) {
        String link = links.group(1);
        if (link.matches("[a-z]+:.*")) {
          continue;
        }
        seen++;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
          broken.add(Project.ROOT.relativize(page) + " -> " + link);
        } else if (parts.length > 1 && !anchors(target).contains(parts[1])) {
          broken.add(Project.ROOT.relativize(page) + " -> " + link + ": no such heading");
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(seen > 40, "links seen: " + seen);
  }

  @Test
  void theLaunchersCommandsAreThere() throws IOException {
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
          unknown.add(Project.ROOT.relativize(page) + ": ./pipeline " + uses.group(1));
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(commands.containsAll(Set.of("demo", "run", "ingest")), commands.toString());
  }

  /** A page that says "shown by SomeTest" can be believed. */
  @Test
  void testsThatPagesNameAreThere() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Project.ROOT)) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\w+(Test|IT)\\.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> missing = new ArrayList<>();
    int seen = 0;
    for (Path page : pages()) {
      Matcher named = Pattern.compile("`(\\w*[a-z](?:Test|IT))\\b").matcher(Files.readString(page));
      while (named.find()) {
        seen++;
        if (!tests.contains(named.group(1))) {
          missing.add(Project.ROOT.relativize(page) + ": " + named.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(seen > 20, "tests named: " + seen);
  }

  private static Path launcher() {
    return Project.ROOT.resolve("pipeline");
  }
}
