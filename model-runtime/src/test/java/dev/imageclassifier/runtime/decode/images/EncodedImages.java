package dev.imageclassifier.runtime.decode.images;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Generates valid and damaged image files, so that tests need no files. */
public final class EncodedImages {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private EncodedImages() {}

  /** A gradient whose four corners differ: red increases to the right, green downwards. */
  public static RgbImage gradient(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, o = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[o++] = (byte) (40 + 150 * x / width);
        rgb[o++] = (byte) (40 + 150 * y / height);
        rgb[o++] = (byte) (60 + 100 * (x + y) / (width + height));
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** A baseline or progressive JPEG with JFIF header. */
  public static byte[] jpeg(RgbImage pixels, boolean progressive) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0, i = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++, i += 3) {
        byte[] rgb = pixels.rgb();
        image.setRGB(x, y, (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff));
      }
    }
    return jpeg(new IIOImage(image, null, null), progressive);
  }

  /** A baseline or progressive gray JPEG of the red channel. */
  public static byte[] grayJpeg(RgbImage pixels, boolean progressive) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pixels.width() * pixels.height(); i++) {
      image
          .getRaster()
          .setSample(i % pixels.width(), i / pixels.width(), 0, pixels.rgb()[3 * i] & 0xff);
    }
    return jpeg(new IIOImage(image, null, null), progressive);
  }

  private static byte[] jpeg(IIOImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.98f);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Returns the JPEG with an additional segment after its start marker. */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    out.putShort((short) (content.length + 2)).put(content).put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** Returns the JPEG without its JFIF segment, which declares the colour space. */
  public static byte[] withoutJfif(byte[] jpeg) {
    int length = (jpeg[4] & 0xff) << 8 | (jpeg[5] & 0xff);
    byte[] out = new byte[jpeg.length - length - 2];
    System.arraycopy(jpeg, 0, out, 0, 2);
    System.arraycopy(jpeg, 4 + length, out, 2, out.length - 2);
    return out;
  }

  /** An EXIF block with this orientation, without the prefix "Exif". */
  public static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer block = ByteBuffer.allocate(26).order(order);
    block.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    block.putShort((short) 42).putInt(8).putShort((short) 1);
    block.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return block.array();
  }

  /** Concatenates arrays. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A PNG with these chunks between the signature and the end chunk. */
  public static byte[] png(byte[]... chunks) {
    return join(PNG_SIGNATURE, join(chunks), chunk("IEND"));
  }

  public static byte[] chunk(String type, byte... content) {
    byte[] body = join(ascii(type), content);
    CRC32 crc = new CRC32();
    crc.update(body);
    return ByteBuffer.allocate(body.length + 8)
        .putInt(content.length)
        .put(body)
        .putInt((int) crc.getValue())
        .array();
  }

  public static byte[] pngHeader(
      int width, int height, int depth, int colorType, boolean interlaced) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) colorType)
            .put((byte) 0)
            .put((byte) 0)
            .put((byte) (interlaced ? 1 : 0))
            .array());
  }

  public static byte[] deflate(byte[] raw) {
    Deflater deflater = new Deflater(1);
    deflater.setInput(raw);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** An RGB PNG of 8 bits without row filters. */
  public static byte[] png(RgbImage pixels) {
    int row = 3 * pixels.width();
    byte[] raw = new byte[(row + 1) * pixels.height()];
    for (int y = 0; y < pixels.height(); y++) {
      System.arraycopy(pixels.rgb(), y * row, raw, y * (row + 1) + 1, row);
    }
    return png(
        pngHeader(pixels.width(), pixels.height(), 8, 2, false), chunk("IDAT", deflate(raw)));
  }

  /** A GIF with one frame. The screen and the frame are squares of these sizes. */
  public static byte[] gif(int screen, int left, int frame, boolean palette, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(64 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("GIF89a")).putShort((short) screen).putShort((short) screen);
    out.put((byte) (palette ? 0x80 : 0)).put((byte) 0).put((byte) 0);
    if (palette) {
      out.put(new byte[] {10, 20, 30, 100, 110, 120});
    }
    out.put((byte) 0x2c).putShort((short) left).putShort((short) left);
    out.putShort((short) frame).putShort((short) frame).put((byte) 0).put(data).put((byte) 0x3b);
    byte[] bytes = new byte[out.position()];
    out.flip();
    out.get(bytes);
    return bytes;
  }

  /** GIF LZW data of indices below 2, with a clear code before each index. */
  public static byte[] gifData(int... indices) {
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    int bits = 0;
    int count = 0;
    int[] all = new int[indices.length * 2 + 1];
    for (int i = 0; i < indices.length; i++) {
      all[2 * i] = 4;
      all[2 * i + 1] = indices[i];
    }
    all[all.length - 1] = 5;
    for (int code : all) {
      bits |= code << count;
      count += 3;
      for (; count >= 8; count -= 8, bits >>= 8) {
        codes.write(bits);
      }
    }
    codes.write(bits);
    byte[] data = codes.toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(2);
    for (int at = 0; at < data.length; at += 255) {
      int length = Math.min(255, data.length - at);
      out.write(length);
      out.write(data, at, length);
    }
    out.write(0);
    return out.toByteArray();
  }
}
