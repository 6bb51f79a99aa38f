package dev.imageclassifier.contract.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void reasonsAreAFewWords() {
    assertEquals("no such file", ErrorText.reason(new NoSuchFileException("a")));
    assertEquals("permission denied", ErrorText.reason(new AccessDeniedException("a")));
    assertEquals(
        "Too many links", ErrorText.reason(new FileSystemException("a", null, "Too many links")));
    assertEquals("not UTF-8 text", ErrorText.reason(new MalformedInputException(1)));
    assertEquals("disk full", ErrorText.reason(new IOException("disk full")));
    assertEquals("IOException", ErrorText.reason(new IOException(" ")));
    assertEquals("IOException", ErrorText.reason(new IOException()));
  }

  @Test
  void reasonsAreOneLine() {
    assertEquals("one\\ntwo", ErrorText.reason(new IOException("one\ntwo")));
  }

  @Test
  void printableTextCannotControlTheTerminal() {
    assertEquals("grün 山 😀.jpg", ErrorText.printable("grün 山 😀.jpg"));
    assertEquals(
        "a\\u001b[2Jb\\u0007\\u0009\\u202egpj",
        ErrorText.printable("a\u001b[2Jb\u0007\t\u202egpj"));
    assertEquals("\\u000d\\n\\u2028", ErrorText.printable("\r\n\u2028"));
    assertEquals("\\ud800", ErrorText.printable("\ud800"));
  }

  @Test
  void theRootCauseIsTheInnermost() {
    IOException innermost = new IOException("x");

    assertSame(innermost, ErrorText.rootCause(new RuntimeException(new Exception(innermost))));
    assertSame(innermost, ErrorText.rootCause(innermost));
  }
}
