package dev.imageclassifier.runtime.decode.jpeg;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;

/**
 * Copies a JPEG without its metadata, because decoders fail on broken profiles and thumbnails, and
 * disagree about colour spaces. The copy declares its colour space in one Adobe marker. Reuses its
 * buffer; not thread-safe.
 */
final class JpegSanitizer {
  /** Maximum number of scans. Encoders write about ten. */
  private static final int MAX_SCANS = 500;

  /** Number of scans that an image of any size may have. */
  private static final int ALWAYS_ALLOWED_SCANS = 10;

  /** Maximum number of scans × samples, which limits the decoding time to seconds. */
  private static final long MAX_SCANNED_SAMPLES = 2_000_000_000L;

  /** Length of the Adobe segment and the end marker, which may be added. */
  private static final int MAX_ADDED_BYTES = 18;

  private byte[] bytes = new byte[0];
  private int length;

  /**
   * Writes the copy of a file to {@link #bytes}.
   *
   * @param damage receives a finding if the file is truncated
   * @throws ImageFormatException if the file has too many scans
   */
  void sanitize(byte[] file, JpegStructure structure, Damage damage) throws ImageFormatException {
    if (bytes.length < file.length + MAX_ADDED_BYTES) {
      bytes = new byte[Math.max(file.length + MAX_ADDED_BYTES, 1 << 18)];
    }
    length = 0;
    put(0xff, JpegStructure.SOI);
    if (structure.components >= 3) {
      byte[] adobe = JpegStructure.adobeSegment(adobeTransform(structure));
      put(adobe, 0, adobe.length);
    }
    copySegments(file, structure);
    copyScans(file, structure, damage);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Copies the segments before the first scan, without metadata. */
  private void copySegments(byte[] file, JpegStructure structure) throws ImageFormatException {
    int at = JpegStructure.findMarker(file, 2);
    while (at < structure.scanAt) {
      int code = file[at + 1] & 0xff;
      boolean standalone = JpegStructure.isStandalone(code);
      int end = standalone ? at + 2 : at + 2 + Bytes.u16be(file, at + 2L);
      if (!standalone && !JpegStructure.isMetadata(code)) {
        put(file, at, end - at);
      }
      at = JpegStructure.findMarker(file, end);
    }
  }

  private static int adobeTransform(JpegStructure structure) {
    if (structure.components == 3) {
      return structure.isYcc() ? 1 : 0;
    }
    return structure.isYcck() ? 2 : 0;
  }

  private void copyScans(byte[] file, JpegStructure structure, Damage damage)
      throws ImageFormatException {
    int scans = 0;
    int at = structure.scanAt;
    int end = file.length;
    boolean ended = false;
    while (at + 1 < file.length) {
      if (file[at] != (byte) 0xff) {
        at = Bytes.next0xff(file, at + 1);
        continue;
      }
      int code = file[at + 1] & 0xff;
      if (code == JpegStructure.EOI) {
        ended = true;
        end = at + 2;
        break;
      }
      if (code == JpegStructure.SOS) {
        scans++;
      }
      if (code == 0xff) {
        at++;
      } else if (code == 0 || JpegStructure.isStandalone(code) || at + 3 >= file.length) {
        at += 2;
      } else {
        // a segment beyond the end of the file is data of a damaged scan
        int next = at + 2 + Math.max(2, Bytes.u16be(file, at + 2L));
        at = next <= file.length ? next : at + 2;
      }
    }
    long pixels = (long) structure.width * structure.height;
    long samples = pixels * structure.components;
    if (scans > MAX_SCANS
        || (scans > ALWAYS_ALLOWED_SCANS && scans * samples > MAX_SCANNED_SAMPLES)) {
      throw ImageFormatException.corrupt(
          "Too many JPEG scans: %d for %d pixels".formatted(scans, pixels));
    }
    if (!ended) {
      damage.truncated("JPEG has no end marker after %d bytes".formatted(file.length));
    }
    put(file, structure.scanAt, end - structure.scanAt);
    if (!ended) {
      put(0xff, JpegStructure.EOI);
    }
  }

  private void put(byte[] from, int at, int count) {
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  private void put(int first, int second) {
    bytes[length++] = (byte) first;
    bytes[length++] = (byte) second;
  }
}
