package dev.imageclassifier.web.http.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that callers show as {@code Authorization: Bearer …}. It is never printed. */
public final class BearerToken {
  /** A shorter one could be guessed. */
  public static final int MIN_LENGTH = 16;

  private static final String SCHEME = "Bearer ";

  private final byte[] secret;

  /**
   * A token of visible ASCII characters.
   *
   * @throws IllegalArgumentException when it is too short or holds other characters
   */
  public BearerToken(String secret) {
    if (secret.length() < MIN_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a token has " + MIN_LENGTH + " or more visible ASCII characters and no spaces");
    }
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether this header shows the token; takes the same time wherever it differs. */
  public boolean isShownBy(String authorization) {
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
