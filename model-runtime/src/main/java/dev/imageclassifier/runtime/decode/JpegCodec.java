package dev.imageclassifier.runtime.decode;

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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** JPEG through the JDK's reader (libjpeg), which writes straight into our array. */
final class JpegCodec implements Codec {
  private static final ColorModel RGB = model(ColorSpace.CS_sRGB, 3);
  private static final ColorModel GREY = model(ColorSpace.CS_GRAY, 1);

  private static final int MOST_PADDING = 8;
  private static final Pattern PADDING =
      Pattern.compile("Corrupt JPEG data: (\\d{1,6}) extraneous bytes before marker 0xd9");

  private final ImageReader reader = ImageReaders.named("jpeg", "com.sun.imageio.");
  private final JpegLean lean = new JpegLean();
  private final Leptonica leptonica;

  JpegCodec(Leptonica leptonica) {
    this.leptonica = leptonica;
  }

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    JpegLayout layout = JpegLayout.of(file, damage);
    if (!layout.sequentialOrProgressive()) {
      throw BrokenPicture.unsupported(
          "a JPEG of the lossless or hierarchical process SOF"
              + (layout.process & 0xf)
              + " is not read");
    }
    if (layout.precision != 8) {
      throw BrokenPicture.unsupported("a JPEG of " + layout.precision + " bits is not read");
    }
    if (layout.components == 2 || layout.components > 4) {
      throw BrokenPicture.unsupported("a JPEG of " + layout.components + " components is not read");
    }
    int coefficients = coefficients(layout);
    return Header.of(layout.width, layout.height)
        .withMetadata(layout.metadataBytes, layout.profileBytes, layout.orientation)
        .withCost(
            Math.max(3, layout.components),
            coefficients + (throughLeptonica(layout) ? Leptonica.COST : 0));
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    // the walk noted damage before the limits were checked
    JpegLayout layout = JpegLayout.of(file, new Damage());
    lean.write(file, layout, damage);
    if (throughLeptonica(layout) && !damage.found() && throughLeptonica(1, pixels)) {
      return;
    }
    IIOReadWarningListener warnings = noting(damage);
    try (ByteArrayImageStream stream = new ByteArrayImageStream(lean.bytes(), lean.length())) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(warnings);
      switch (layout.components) {
        case 1 -> {
          into(pixels.reserve(layout.width, layout.height, 3), layout, GREY);
          ColorConversions.greyToRgb(pixels.rgb(), layout.width * layout.height);
        }
        case 3 -> into(pixels.reserve(layout.width, layout.height, 3), layout, RGB);
        default -> fourColours(layout, pixels);
      }
    } finally {
      reader.reset();
    }
  }

  /** Only files of several scans: of others leptonica does not tell all damage. */
  @Override
  public Optional<Header> reduced(byte[] file, Header header, int wantedShortSide)
      throws BrokenPicture {
    int by = Reduction.of(header.width(), header.height(), wantedShortSide);
    if (by == 1) {
      return Optional.empty(); // most pictures: the file is not walked once more for them
    }
    JpegLayout layout = JpegLayout.of(file, new Damage());
    if (!layout.severalScans || !throughLeptonica(layout)) {
      return Optional.empty();
    }
    // of leptonica's bytes for each pixel that is left, at most one for each pixel that is stored
    int outside = coefficients(layout) + Leptonica.COST / 4;
    return Optional.of(header.withCost(header.heapPerPixel(), outside).reducedBy(by));
  }

  @Override
  public boolean decodeReduced(byte[] file, Header reduced, Pixels pixels) throws BrokenPicture {
    Damage damage = new Damage();
    lean.write(file, JpegLayout.of(file, damage), damage);
    return !damage.found() && throughLeptonica(reduced.reduction(), pixels);
  }

  /** Bytes that libjpeg keeps for the coefficients of each pixel of a file of several scans. */
  private static int coefficients(JpegLayout layout) {
    return layout.severalScans ? 2 * layout.components : 0;
  }

  /**
   * The JDK's reader renders every scan of a file that has several, libjpeg alone the last; and a
   * JDK that brings its own libjpeg knows no arithmetic coding.
   */
  private static boolean throughLeptonica(JpegLayout layout) {
    return (layout.severalScans || layout.arithmetic()) && layout.components != 4;
  }

  /**
   * False where the library is not there or has anything to complain about: the JDK's reader then
   * decodes once more and says what it is.
   */
  private boolean throughLeptonica(int reduction, Pixels pixels) throws BrokenPicture {
    return Leptonica.problem().isEmpty()
        && leptonica.jpeg(lean.bytes(), lean.length(), reduction, pixels);
  }

  private void into(byte[] samples, JpegLayout layout, ColorModel model) throws IOException {
    int bands = model.getNumComponents();
    int[] offsets = bands == 1 ? new int[] {0} : new int[] {0, 1, 2};
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(samples, bands * layout.width * layout.height),
            layout.width,
            layout.height,
            bands * layout.width,
            bands,
            offsets,
            null);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestination(new BufferedImage(model, raster, false, null));
    reader.read(0, param);
  }

  private void fourColours(JpegLayout layout, Pixels pixels) throws IOException {
    Raster raster = reader.readRaster(0, null);
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    int count = layout.width * layout.height;
    if (layout.fourAreYcck()) {
      ColorConversions.ycckToCmyk(samples, count);
    }
    ColorConversions.invertedCmykToRgb(samples, count);
    pixels.adopt(layout.width, layout.height, samples);
  }

  /**
   * libjpeg warns of any bytes left over before the end marker. A few are padding that cameras
   * write; more show that a damaged scan lost its way.
   */
  private static IIOReadWarningListener noting(Damage damage) {
    return (source, warning) -> {
      Matcher padding = PADDING.matcher(warning);
      if (!padding.matches() || Integer.parseInt(padding.group(1)) > MOST_PADDING) {
        damage.corrupt("the decoder warns: " + warning);
      }
    };
  }

  private static ColorModel model(int space, int bands) {
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
