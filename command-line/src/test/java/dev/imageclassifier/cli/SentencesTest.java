package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void reasonsAreAFewWords() {
    assertEquals("no such file", Sentences.reason(new NoSuchFileException("a")));
    assertEquals("permission denied", Sentences.reason(new AccessDeniedException("a")));
    assertEquals(
        "Too many links", Sentences.reason(new FileSystemException("a", null, "Too many links")));
    assertEquals("not UTF-8 text", Sentences.reason(new MalformedInputException(1)));
    assertEquals("disk gone", Sentences.reason(new IOException("disk gone")));
    assertEquals("IOException", Sentences.reason(new IOException(" ")));
    assertEquals("IOException", Sentences.reason(new IOException()));
  }

  @Test
  void reasonsAreOneLine() {
    assertEquals("one\\ntwo", Sentences.reason(new IOException("one\ntwo")));
  }

  @Test
  void printableTextCannotCommandTheTerminal() {
    assertEquals("grün 山 😀.jpg", Sentences.printable("grün 山 😀.jpg"));
    assertEquals(
        "a\\u001b[2Jb\\u0007\\u0009\\u202egpj",
        Sentences.printable("a\u001b[2Jb\u0007\t\u202egpj"));
    assertEquals("\\u000d\\n\\u2028", Sentences.printable("\r\n\u2028"));
    assertEquals("\\ud800", Sentences.printable("\ud800"));
  }

  @Test
  void theRootCauseIsTheInnermost() {
    IOException innermost = new IOException("x");

    assertSame(innermost, Sentences.rootCause(new RuntimeException(new Exception(innermost))));
    assertSame(innermost, Sentences.rootCause(innermost));
  }
}
