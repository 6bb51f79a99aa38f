package dev.imageclassifier.runtime.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SynsetTest {

  @Test
  void readsLinesWithAndWithoutWordNetIds() {
    List<String> problems = new ArrayList<>();

    List<ClassLabel> labels =
        Synset.parse(
            List.of(
                "n01440764 tench, Tinca tinca",
                "automobile",
                "great white shark, white shark",
                "n0144076 seven digits",
                "  n01443537\tgoldfish  "),
            problems);

    assertEquals(List.of(), problems);
    assertEquals(
        List.of(
            new ClassLabel("n01440764", "tench", "tench, Tinca tinca"),
            new ClassLabel(null, "automobile", "automobile"),
            new ClassLabel(null, "great white shark", "great white shark, white shark"),
            new ClassLabel(null, "n0144076 seven digits", "n0144076 seven digits"),
            new ClassLabel("n01443537", "goldfish", "goldfish")),
        labels);
  }
}
