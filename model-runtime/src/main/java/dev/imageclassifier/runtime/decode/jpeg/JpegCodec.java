package dev.imageclassifier.runtime.decode.jpeg;

import dev.imageclassifier.runtime.decode.codec.ByteArrayImageInputStream;
import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.ColorConversions;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageIoReaders;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * JPEG. The JDK's reader (libjpeg) decodes straight into the pixel buffer. Leptonica
 * (libjpeg-turbo) decodes files with several scans, because the JDK's reader renders every scan,
 * and files with arithmetic coding, because some JDKs do not support it.
 */
public final class JpegCodec implements Codec {
  private static final ColorModel RGB = colorModel(ColorSpace.CS_sRGB, 3);
  private static final ColorModel GRAY = colorModel(ColorSpace.CS_GRAY, 1);

  private static final int MAX_PADDING_BYTES = 8;
  private static final Pattern PADDING_WARNING =
      Pattern.compile("Corrupt JPEG data: (\\d{1,6}) extraneous bytes before marker 0xd9");

  private final ImageReader reader = ImageIoReaders.create("jpeg");
  private final JpegSanitizer sanitizer = new JpegSanitizer();
  private final Leptonica leptonica;

  /** Creates a codec that shares a Leptonica instance with other codecs of its thread. */
  public JpegCodec(Leptonica leptonica) {
    this.leptonica = leptonica;
  }

  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    JpegStructure structure = JpegStructure.parse(file, damage);
    if (!structure.sequentialOrProgressive()) {
      throw ImageFormatException.unsupported(
          "Unsupported JPEG encoding: SOF%d (lossless or hierarchical)"
              .formatted(structure.process()));
    }
    if (structure.precision != 8) {
      throw ImageFormatException.unsupported(
          "Unsupported JPEG precision: %d bits".formatted(structure.precision));
    }
    if (structure.components == 2 || structure.components > 4) {
      throw ImageFormatException.unsupported(
          "Unsupported number of JPEG components: %d".formatted(structure.components));
    }
    return new JpegImage(file, structure, this);
  }

  /** Copies the segments that the decoders need into the sanitizer's buffer. */
  void sanitize(byte[] file, JpegStructure structure, Damage damage) throws ImageFormatException {
    sanitizer.sanitize(file, structure, damage);
  }

  /** Decodes the sanitized file with Leptonica. Returns false if it is missing, warns or fails. */
  boolean decodeWithLeptonica(int divisor, PixelBuffer pixels) throws ImageFormatException {
    return Leptonica.loadError().isEmpty()
        && leptonica.decodeJpeg(sanitizer.bytes(), sanitizer.length(), divisor, pixels);
  }

  /** Decodes the sanitized file with the JDK's reader. */
  void decodeWithJdk(JpegStructure structure, PixelBuffer pixels, Damage damage)
      throws IOException, ImageFormatException {
    int width = structure.width;
    int height = structure.height;
    try (ByteArrayImageInputStream stream =
        new ByteArrayImageInputStream(sanitizer.bytes(), sanitizer.length())) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(warningListener(damage));
      switch (structure.components) {
        case 1 -> {
          readInto(pixels.reserve(width, height), width, height, GRAY);
          ColorConversions.grayToRgb(pixels.rgb(), width * height);
        }
        case 3 -> readInto(pixels.reserve(width, height), width, height, RGB);
        default -> readFourComponents(structure, pixels);
      }
    } finally {
      reader.reset();
    }
  }

  private void readInto(byte[] samples, int width, int height, ColorModel model)
      throws IOException {
    int bands = model.getNumComponents();
    int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(samples, bands * width * height),
            width,
            height,
            bands * width,
            bands,
            offsets,
            null);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestination(new BufferedImage(model, raster, false, null));
    reader.read(0, param);
  }

  private void readFourComponents(JpegStructure structure, PixelBuffer pixels) throws IOException {
    Raster raster = reader.readRaster(0, null);
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    int count = structure.width * structure.height;
    if (structure.isYcck()) {
      ColorConversions.ycckToCmyk(samples, count);
    }
    ColorConversions.invertedCmykToRgb(samples, count);
    pixels.adopt(structure.width, structure.height, samples);
  }

  /**
   * libjpeg warns of any extra bytes before the end marker. Cameras write a few bytes as padding. A
   * larger number shows that a scan is damaged.
   */
  private static IIOReadWarningListener warningListener(Damage damage) {
    return (source, warning) -> {
      Matcher padding = PADDING_WARNING.matcher(warning);
      if (!padding.matches() || Integer.parseInt(padding.group(1)) > MAX_PADDING_BYTES) {
        ImageIoReaders.recordWarning(warning, damage);
      }
    };
  }

  private static ColorModel colorModel(int space, int bands) {
    int[] bits = new int[bands];
    Arrays.fill(bits, 8);
    return new ComponentColorModel(
        ColorSpace.getInstance(space),
        bits,
        false,
        false,
        Transparency.OPAQUE,
        DataBuffer.TYPE_BYTE);
  }
}
