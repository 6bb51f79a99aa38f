package dev.imageclassifier.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
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

/** Computes SHA-256 digests and parses {@code SHA256SUMS}, the format of {@code sha256sum}. */
public final class Digests {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

  private Digests() {}

  /** Parses a map from file name to digest in lower-case hex, and adds problems to the list. */
  static Map<String, String> parse(List<String> lines, List<String> problems) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = LINE.matcher(lines.get(i));
      if (matcher.matches()) {
        String name = matcher.group(2);
        if (digests.put(name, matcher.group(1).toLowerCase(Locale.ROOT)) != null) {
          problems.add(BundleFiles.DIGESTS + ": " + name + " is listed twice: remove one");
        }
      } else if (!lines.get(i).isBlank()) {
        problems.add(
            BundleFiles.DIGESTS
                + ": line "
                + (i + 1)
                + " is not a SHA-256 digest, two spaces and a file name");
      }
    }
    return digests;
  }

  /** Returns the SHA-256 of a file in lower-case hex. */
  public static String of(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      byte[] chunk = new byte[1 << 16];
      while (in.read(chunk) >= 0) {
        // reading updates the digest
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
