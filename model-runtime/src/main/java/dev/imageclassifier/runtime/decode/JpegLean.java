package dev.imageclassifier.runtime.decode;

/**
 * A JPEG without its metadata, for decoders that stumble over broken profiles, thumbnails and odd
 * markers, and that guess colour spaces each in their own way: what counts for the colours is put
 * into one Adobe marker.
 */
final class JpegLean {
  /** Scans that a progressive file may have: encoders write about ten. */
  private static final int MOST_SCANS = 500;

  /** Scans that a file of any size may have. */
  private static final int FREE_SCANS = 10;

  /** Scans times samples: keeps the slowest progressive file within seconds. */
  private static final long MOST_SCANNED_SAMPLES = 2_000_000_000L;

  private static final int ADOBE_LENGTH = 14;
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0};

  private byte[] bytes = new byte[0];
  private int length;

  /** Writes the lean copy of a file and notes where the file is cut. */
  void write(byte[] file, JpegLayout layout, Damage damage) throws BrokenPicture {
    if (bytes.length < file.length + ADOBE_LENGTH + 4) {
      bytes = new byte[Math.max(file.length + ADOBE_LENGTH + 4, 1 << 18)];
    }
    length = 0;
    put(0xff, JpegLayout.SOI);
    if (layout.components >= 3) {
      put(0xff, JpegLayout.APP14);
      put(0, ADOBE_LENGTH);
      put(ADOBE, 0, ADOBE.length);
      bytes[length++] = (byte) transform(layout);
    }
    int at = 2;
    while (at < layout.scanAt) {
      at = JpegLayout.marker(file, at);
      int code = file[at + 1] & 0xff;
      int end = JpegLayout.standsAlone(code) ? at + 2 : at + 2 + Bytes.u16be(file, at + 2L);
      if (at < layout.scanAt && !JpegLayout.standsAlone(code) && !JpegLayout.isMetadata(code)) {
        put(file, at, end - at);
      }
      at = at < layout.scanAt ? end : at;
    }
    scans(file, layout, damage);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private static int transform(JpegLayout layout) {
    if (layout.components == 3) {
      return layout.threeAreYcc() ? 1 : 0;
    }
    return layout.fourAreYcck() ? 2 : 0;
  }

  private void scans(byte[] file, JpegLayout layout, Damage damage) throws BrokenPicture {
    int scans = 0;
    int at = layout.scanAt;
    int end = file.length;
    boolean ended = false;
    while (at + 1 < file.length) {
      if (file[at] != (byte) 0xff) {
        at = Bytes.next0xff(file, at + 1);
        continue;
      }
      int code = file[at + 1] & 0xff;
      if (code == JpegLayout.EOI) {
        ended = true;
        end = at + 2;
        break;
      }
      if (code == JpegLayout.SOS) {
        scans++;
      }
      if (code == 0xff) {
        at++;
      } else if (code == 0 || JpegLayout.standsAlone(code) || at + 3 >= file.length) {
        at += 2;
      } else {
        // a segment that leaves the file is a damaged scan's own bytes
        int next = at + 2 + Math.max(2, Bytes.u16be(file, at + 2L));
        at = next <= file.length ? next : at + 2;
      }
    }
    long pixels = (long) layout.width * layout.height;
    long samples = pixels * layout.components;
    if (scans > MOST_SCANS || (scans > FREE_SCANS && scans * samples > MOST_SCANNED_SAMPLES)) {
      throw BrokenPicture.corrupt("the JPEG has " + scans + " scans over " + pixels + " pixels");
    }
    if (!ended) {
      damage.truncated("the JPEG ends after " + file.length + " bytes without its end marker");
    }
    put(file, layout.scanAt, end - layout.scanAt);
    if (!ended) {
      put(0xff, JpegLayout.EOI);
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
