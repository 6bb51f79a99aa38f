package dev.imageclassifier.ingest.shrink;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Scales JPEG and PNG pictures down and encodes them anew in their own format. Orientation and
 * colour profile travel along, and pixel values are scaled as they are. What it cannot read, or
 * what is damaged, stays as it is: the classifier says what is wrong with it. Thread-safe.
 */
public final class Shrinker {
  private static final float QUALITY = 0.92f;
  // what is decoded lies in memory; larger ones are read with fewer pixels from the start
  private static final long MOST_DECODED = 40_000_000;
  private static final long MOST_PIXELS = 400_000_000;

  private final int side;

  /**
   * @param side longest side that a picture may have, in pixels
   */
  public Shrinker(int side) {
    this.side = side;
  }

  /** The picture with its longest side as long as allowed; empty where it stays as it is. */
  public Optional<Shrunk> shrink(byte[] file) {
    try {
      if (begins(file, 0xff, 0xd8, 0xff)) {
        JpegSegments segments = new JpegSegments(file);
        return shrink("jpeg", segments.rest())
            .map(it -> new Shrunk(segments.into(it.bytes()), it.width(), it.height()));
      }
      return begins(file, 0x89, 'P', 'N', 'G') ? shrink("png", file) : Optional.empty();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return Optional.empty(); // readers throw anything at damaged files
    }
  }

  private Optional<Shrunk> shrink(String format, byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      AtomicBoolean damaged = new AtomicBoolean();
      reader.addIIOReadWarningListener((source, warning) -> damaged.set(true));
      reader.setInput(in);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (Math.max(width, height) <= side || (long) width * height > MOST_PIXELS) {
        return Optional.empty();
      }
      BufferedImage picture = reader.read(0, fewerPixels(reader, width, height));
      if (damaged.get() || !isPlain(picture)) {
        return Optional.empty();
      }
      double scale = (double) side / Math.max(width, height);
      WritableRaster pixels =
          BoxFilter.scaled(
              picture.getRaster(),
              (int) Math.max(1, Math.round(width * scale)),
              (int) Math.max(1, Math.round(height * scale)));
      BufferedImage small = new BufferedImage(picture.getColorModel(), pixels, false, null);
      // a JPEG's segments are put back later; a PNG's chunks travel along here
      IIOMetadata metadata = format.equals("png") ? reader.getImageMetadata(0) : null;
      return Optional.of(new Shrunk(encoded(format, small, metadata), width, height));
    } finally {
      reader.dispose();
    }
  }

  private ImageReadParam fewerPixels(ImageReader reader, int width, int height) {
    int enough = (int) Math.ceil(Math.sqrt((double) width * height / MOST_DECODED));
    int step = Math.min(enough, Math.max(width, height) / side); // never fewer than are wanted
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    return param;
  }

  /** A byte for each value of each pixel: anything else cannot be averaged as it is. */
  private static boolean isPlain(BufferedImage picture) {
    return picture.getColorModel() instanceof ComponentColorModel
        && picture.getRaster().getTransferType() == DataBuffer.TYPE_BYTE;
  }

  private static byte[] encoded(String format, BufferedImage picture, IIOMetadata metadata)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, metadata), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static boolean begins(byte[] file, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= file.length || (file[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
