package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digests of files, and the {@code SHA256SUMS} file in the format of {@code sha256sum}. */
public final class Digests {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

  private Digests() {}

  /**
   * Parses {@code SHA256SUMS}. Adds a message to {@code problems} for each invalid line.
   *
   * @return digest by file name, lower-case hexadecimal
   */
  static Map<String, String> parse(List<String> lines, List<String> problems) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = LINE.matcher(lines.get(i));
      if (matcher.matches()) {
        String name = matcher.group(2);
        if (digests.put(name, matcher.group(1).toLowerCase(Locale.ROOT)) != null) {
          problems.add(BundleFiles.DIGESTS + ": " + name + " is listed twice: remove one line");
        }
      } else if (!lines.get(i).isBlank()) {
        problems.add(
            "%s: line %d must be a SHA-256 digest, two spaces and a file name"
                .formatted(BundleFiles.DIGESTS, i + 1));
      }
    }
    return digests;
  }

  /** Returns the SHA-256 digest of a file, lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return digest(file, "SHA-256");
  }

  /** Returns the SHA-1 digest of a file, lower-case hexadecimal. */
  public static String sha1(Path file) throws IOException {
    return digest(file, "SHA-1");
  }

  private static String digest(Path file, String algorithm) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform supports " + algorithm, e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
