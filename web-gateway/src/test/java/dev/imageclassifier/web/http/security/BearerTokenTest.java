package dev.imageclassifier.web.http.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BearerTokenTest {
  private static final BearerToken TOKEN = new BearerToken("0123456789abcdef");

  @Test
  void matchesOnlyTheSameToken() {
    assertTrue(TOKEN.matches("Bearer 0123456789abcdef"));
    assertTrue(TOKEN.matches("bearer  0123456789abcdef "));
    assertFalse(TOKEN.matches("Bearer 0123456789abcdeF"));
    assertFalse(TOKEN.matches("Basic 0123456789abcdef"));
    assertFalse(TOKEN.matches(null));
  }

  @Test
  void rejectsShortTokensAndSpaces() {
    assertThrows(IllegalArgumentException.class, () -> new BearerToken("too short"));
    assertThrows(
        IllegalArgumentException.class, () -> new BearerToken("with a space in the middle"));
  }

  @Test
  void toStringHidesTheSecret() {
    assertEquals("[hidden]", TOKEN.toString());
  }
}
