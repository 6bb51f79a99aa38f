package dev.imageclassifier.web.http.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that clients send as {@code Authorization: Bearer …}. It is never printed. */
public final class BearerToken {
  /** The minimum length, against guessing. */
  public static final int MIN_LENGTH = 16;

  private static final String SCHEME = "Bearer ";

  private final byte[] secret;

  /**
   * Creates a token of printable ASCII characters without spaces.
   *
   * @throws IllegalArgumentException if it is too short or contains another character
   */
  public BearerToken(String secret) {
    if (secret.length() < MIN_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a token must have at least %d printable ASCII characters and no spaces"
              .formatted(MIN_LENGTH));
    }
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
  }

  /** Compares the token of an Authorization header, or null, in constant time. */
  public boolean matches(String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            secret,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[hidden]";
  }
}
