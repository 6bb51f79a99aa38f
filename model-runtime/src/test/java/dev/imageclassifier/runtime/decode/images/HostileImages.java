package dev.imageclassifier.runtime.decode.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Generated malicious files: decompression bombs, huge headers, loops, floods of small parts,
 * polyglots and truncated files.
 */
public final class HostileImages {
  private static final int FLOOD = 9 << 20;

  private HostileImages() {}

  /** All files by name. None is larger than the default limit of encoded bytes. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> files = new TreeMap<>(HostileJpegs.all());
    files.putAll(HostileTiffs.all());
    pngs(files);
    gifs(files);
    webps(files);
    others(files);
    return files;
  }

  private static void pngs(Map<String, byte[]> files) {
    byte[] bomb = bomb(100 << 20);
    byte[] valid = EncodedImages.png(EncodedImages.gradient(48, 32));
    files.put("png-bomb-in-profile", afterHeader(valid, "iCCP", "x\0\0", bomb));
    files.put("png-bomb-in-text", afterHeader(valid, "zTXt", "x\0\0", bomb));
    files.put("png-bomb-in-international-text", afterHeader(valid, "iTXt", "x\0\1\0\0\0", bomb));
    files.put(
        "png-more-data-than-rows",
        EncodedImages.png(
            EncodedImages.pngHeader(1, 1, 8, 2, false), EncodedImages.chunk("IDAT", bomb)));
    files.put(
        "png-16000x16000",
        EncodedImages.png(
            EncodedImages.pngHeader(16_000, 16_000, 8, 2, false),
            EncodedImages.chunk("IDAT", bomb)));
    for (int[] size : new int[][] {{0, 0}, {0, 5}, {5, 0}, {-1, -1}}) {
      files.put(
          "png-" + size[0] + "x" + size[1],
          EncodedImages.png(
              EncodedImages.pngHeader(size[0], size[1], 8, 2, false),
              EncodedImages.chunk("IDAT", bomb)));
    }
    files.put(
        "png-flood-of-empty-chunks",
        EncodedImages.join(
            Arrays.copyOf(valid, 33),
            repeated(EncodedImages.chunk("IDAT"), FLOOD),
            Arrays.copyOfRange(valid, 33, valid.length)));
    files.put(
        "png-animation-of-many-frames",
        afterHeader(valid, "acTL", "\u007f\u00ff\u00ff\u00ff\0\0\0\0", new byte[0]));
    files.put(
        "png-giant-of-interlaced-deep-color",
        EncodedImages.png(
            EncodedImages.pngHeader(7_000, 7_000, 16, 6, true),
            EncodedImages.chunk("IDAT", bomb(8 * 7_000 * 7_000 + 14_000))));
    truncated(files, "png", valid);
  }

  private static void gifs(Map<String, byte[]> files) {
    byte[] one = EncodedImages.gif(1, 0, 1, true, EncodedImages.gifData(0));
    byte[] head = Arrays.copyOf(one, 19);
    byte[] frame = Arrays.copyOfRange(one, 19, one.length - 1);
    files.put(
        "gif-flood-of-frames", EncodedImages.join(head, repeated(frame, FLOOD), new byte[] {0x3b}));
    files.put(
        "gif-flood-of-extensions",
        EncodedImages.join(head, repeated(EncodedImages.ascii("!\u00fe\1x\0"), FLOOD), frame));
    files.put("gif-flood-of-stray-bytes", EncodedImages.join(head, new byte[FLOOD], frame));
    files.put("gif-giant", EncodedImages.gif(7_000, 0, 7_000, true, EncodedImages.gifData(0, 1)));
    files.put(
        "gif-49085x15855",
        EncodedImages.join(
            EncodedImages.ascii("GIF89a"),
            new byte[] {(byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0, 0, 0, 0x2c},
            new byte[] {0, 0, 0, 0, (byte) 0xbd, (byte) 0xbf, (byte) 0xef, 0x3d, 0}));
    files.put("gif-then-zip", EncodedImages.join(one, EncodedImages.ascii("PK\u0003\u0004")));
    truncated(files, "gif", EncodedImages.gif(8, 0, 8, true, EncodedImages.gifData(new int[64])));
  }

  private static void webps(Map<String, byte[]> files) {
    byte[] still = WebpFiles.LOSSY;
    byte[] chunk = Arrays.copyOfRange(still, 12, still.length);
    byte[] frame = riffChunk("ANMF", EncodedImages.join(new byte[16], chunk));
    files.put(
        "webp-flood-of-frames", webp(EncodedImages.join(canvas(64, 64), repeated(frame, FLOOD))));
    byte[] nested = new byte[FLOOD];
    ByteBuffer nest = ByteBuffer.wrap(nested).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (nest.remaining() >= 24) {
      nest.put(EncodedImages.ascii("ANMF")).putInt(nest.remaining() - 4).put(new byte[16]);
    }
    files.put("webp-frames-inside-frames", webp(EncodedImages.join(canvas(64, 64), nested)));
    files.put("webp-canvas-of-16777216", webp(EncodedImages.join(canvas(1 << 24, 1 << 24), frame)));
    files.put(
        "webp-small-frame-on-giant-canvas", webp(EncodedImages.join(canvas(7_000, 7_000), frame)));
    files.put("webp-of-65536-groups", HostileWebps.ofGroups(1_024, 65_536));
    files.put("webp-of-4096-groups", HostileWebps.ofGroups(256, 4_096));
    byte[] headerOnly = {0x2f, 0x17, (byte) 0xc0, 3, 0, -1, -1};
    files.put(
        "webp-of-empty-lossless-chunk",
        webp(EncodedImages.join(riffChunk("VP8L", new byte[0]), headerOnly)));
    files.put("webp-of-odd-length-chunks", webp(repeated(riffChunk("XMP ", new byte[1]), FLOOD)));
    truncated(files, "webp", still);
    truncated(files, "lossless", WebpFiles.LOSSLESS);
  }

  private static void others(Map<String, byte[]> files) {
    files.put("empty", new byte[0]);
    files.put("text", EncodedImages.ascii("not an image"));
    files.put("zeros", new byte[FLOOD]);
    files.put(
        "pdf-then-jpeg",
        EncodedImages.join(EncodedImages.ascii("%PDF-1.7\n"), HostileJpegs.valid()));
    for (String magic :
        new String[] {
          "\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "RIFF\0\0\0\0WEBP", "GIF89a", "BM", "II*\0"
        }) {
      String name = magic.replaceAll("[^A-Za-z]", "");
      files.put("signature-only-" + (name.isEmpty() ? "jpeg" : name), EncodedImages.ascii(magic));
      files.put(
          "signature-and-noise-" + (name.isEmpty() ? "jpeg" : name),
          EncodedImages.join(EncodedImages.ascii(magic), noise(4_000)));
    }
    truncated(files, "jpeg", HostileJpegs.valid());
    truncated(files, "progressive", EncodedImages.jpeg(EncodedImages.gradient(48, 32), true));
  }

  /** Adds copies of a file that are truncated after each sixteenth of its length. */
  private static void truncated(Map<String, byte[]> files, String name, byte[] valid) {
    for (int sixteenth = 1; sixteenth < 16; sixteenth++) {
      files.put(
          String.format("%s-truncated-at-%02d-of-16", name, sixteenth),
          Arrays.copyOf(valid, Math.max(1, valid.length * sixteenth / 16)));
    }
  }

  private static byte[] afterHeader(byte[] png, String type, String start, byte[] content) {
    return EncodedImages.join(
        Arrays.copyOf(png, 33),
        EncodedImages.chunk(type, EncodedImages.join(EncodedImages.ascii(start), content)),
        Arrays.copyOfRange(png, 33, png.length));
  }

  /** Zlib data of this many zeros, a thousandth of their size. */
  public static byte[] bomb(int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
      byte[] zeros = new byte[1 << 16];
      for (int done = 0; done < length; done += zeros.length) {
        deflated.write(zeros, 0, Math.min(zeros.length, length - done));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] repeated(byte[] part, int length) {
    byte[] all = new byte[length / part.length * part.length];
    for (int at = 0; at < all.length; at += part.length) {
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] webp(byte[] chunks) {
    return riffChunk("RIFF", EncodedImages.join(EncodedImages.ascii("WEBP"), chunks));
  }

  private static byte[] canvas(int width, int height) {
    byte[] content = new byte[10];
    for (int i = 0; i < 3; i++) {
      content[4 + i] = (byte) ((width - 1) >> (8 * i));
      content[7 + i] = (byte) ((height - 1) >> (8 * i));
    }
    content[0] = 2;
    return riffChunk("VP8X", content);
  }

  private static byte[] riffChunk(String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(8 + content.length + (content.length & 1));
    chunk.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    return chunk.put(EncodedImages.ascii(name)).putInt(content.length).put(content).array();
  }
}
