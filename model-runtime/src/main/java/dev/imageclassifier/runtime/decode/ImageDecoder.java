package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.bmp.BmpCodec;
import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.OpenedImage.ReducedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import dev.imageclassifier.runtime.decode.gif.GifCodec;
import dev.imageclassifier.runtime.decode.jpeg.JpegCodec;
import dev.imageclassifier.runtime.decode.png.PngCodec;
import dev.imageclassifier.runtime.decode.tiff.TiffCodec;
import dev.imageclassifier.runtime.decode.webp.WebpCodec;
import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes image files: detects the format by the signature, checks the header against the limits
 * and only then decodes. Not thread-safe: use one decoder per thread.
 *
 * <p>Colors are those of Pillow's {@code Image.convert("RGB")}: alpha is dropped and not
 * composited, palettes are resolved, colour profiles are ignored.
 *
 * <p>Heap memory in addition to the encoded bytes (twice those for JPEG and WebP), for an image of
 * n pixels: 3n bytes for JPEG, PNG and WebP, 4n for four-component JPEG and GIF, up to 7n for BMP
 * and 11n for TIFF. A 90° rotation needs 3n more up to 12 megapixels, and n / 8 above. Native
 * memory: 4n for WebP (8n if lossless) and progressive JPEG, and 2 bytes per sample for the
 * coefficients of a progressive JPEG. Work arrays of up to 36 MB, or a 64th of the heap if that is
 * less, are kept between images; {@link #release} drops larger ones. All decoders of the process
 * together use at most half of the heap for large images: a decoder waits until enough memory is
 * free. If an image still runs out of memory, it is decoded a second time while no other large
 * image is decoded.
 */
public final class ImageDecoder {
  /** Bytes of the second array for 90° rotations: 12 megapixels. */
  private static final int MAX_ROTATION_SCRATCH = 36_000_000;

  private static final String NO_MEMORY = OutOfMemoryError.class.getName();

  private final DecodeSettings settings;
  private final DecodeMemory memory;
  private final Map<ImageFormat, Codec> codecs = new EnumMap<>(ImageFormat.class);
  private final PixelBuffer pixels = new PixelBuffer();
  private final Leptonica leptonica = new Leptonica();
  private final OrientationTransform orientationTransform =
      new OrientationTransform(MAX_ROTATION_SCRATCH);
  private boolean exclusive;

  /**
   * Creates a decoder.
   *
   * @throws DecoderUnavailableException if a format's native library cannot be loaded
   */
  public ImageDecoder(DecodeSettings settings) {
    this(settings, DecodeMemory.SHARED);
  }

  ImageDecoder(DecodeSettings settings, DecodeMemory memory) {
    requireDecoders(settings);
    this.settings = settings;
    this.memory = memory;
  }

  /**
   * Checks that the decoders of all enabled formats run on this machine.
   *
   * @throws DecoderUnavailableException with the format, the cause and a remedy
   */
  public static void requireDecoders(DecodeSettings settings) {
    Optional<String> error = Leptonica.loadError();
    if (settings.formats().contains(ImageFormat.WEBP) && error.isPresent()) {
      throw new DecoderUnavailableException(
          "Cannot load the native library leptonica, which decodes WebP (%s). Remove webp from "
                  .formatted(error.get())
              + "--formats, or set -Dorg.bytedeco.javacpp.cachedir to a directory that is"
              + " writable and executable.");
    }
  }

  /**
   * Decodes one image. Damaged and malicious files are rejected and cause no other exception.
   *
   * @param encoded the file; may be null or empty
   * @param targetShortSide length of the short side after preprocessing, pixels. Large images may
   *     be decoded at a reduced size whose short side is at least four times this length
   * @return the image; its pixels are valid until the next call
   * @throws RejectedException if the image cannot be decoded or exceeds a limit
   */
  public DecodedImage decode(byte[] encoded, int targetShortSide) throws RejectedException {
    release();
    ImageFormat format = detectFormat(encoded);
    try {
      return decode(format, encoded, targetShortSide);
    } catch (RejectedException e) {
      release();
      if (!e.outcome().exception().equals(NO_MEMORY)) {
        throw e;
      }
    }
    // other objects may have filled the heap: retry while no other large image is decoded
    exclusive = true;
    try {
      return decode(format, encoded, targetShortSide);
    } catch (RejectedException e) {
      release();
      throw e;
    } finally {
      exclusive = false;
    }
  }

  /**
   * Drops the last image, so that other threads can use its memory. Call it on the decoding thread
   * as soon as the pixels are no longer needed. The next call of {@link #decode} drops it too.
   */
  public void release() {
    pixels.release();
    orientationTransform.release();
    memory.release();
  }

  private ImageFormat detectFormat(byte[] encoded) throws RejectedException {
    try {
      if (encoded == null || encoded.length == 0) {
        throw new ImageFormatException(DeadLetterReason.EMPTY, "Record has no bytes");
      }
      if (encoded.length > settings.maxBytes()) {
        throw new ImageFormatException(
            DeadLetterReason.TOO_MANY_BYTES,
            "File size of %d bytes exceeds the limit of %d"
                .formatted(encoded.length, settings.maxBytes()));
      }
      ImageFormat format = FormatDetector.detect(encoded);
      if (!settings.formats().contains(format)) {
        throw ImageFormatException.unsupported(
            "Format %s is disabled in the settings".formatted(format.displayName()));
      }
      return format;
    } catch (ImageFormatException e) {
      throw rejected(e.reason(), ErrorStage.READ, e.getMessage());
    }
  }

  private DecodedImage decode(ImageFormat format, byte[] encoded, int targetShortSide)
      throws RejectedException {
    ErrorStage stage = ErrorStage.READ;
    Damage damage = new Damage();
    try {
      OpenedImage image = codecs.computeIfAbsent(format, this::createCodec).open(encoded, damage);
      ImageHeader header = image.header();
      HeaderLimits.check(header, settings);
      int orientation =
          settings.applyOrientation() ? header.metadata().orientation() : ExifOrientation.UPRIGHT;
      stage = ErrorStage.DECODE;
      decodePixels(image, orientation, targetShortSide, damage);
      if (damage.found() && settings.damaged() == DamagedPolicy.DEAD_LETTER) {
        throw rejected(damage.reason(), stage, damage.detail());
      }
      RgbImage upright =
          orientationTransform.apply(pixels.width(), pixels.height(), pixels.rgb(), orientation);
      return new DecodedImage(
          format, (int) header.width(), (int) header.height(), damage.found(), upright);
    } catch (ImageFormatException e) {
      // damage that was found before decoding explains more than the position where decoding failed
      throw stage == ErrorStage.DECODE && damage.found()
          ? rejected(damage.reason(), stage, damage.detail())
          : rejected(e.reason(), stage, e.getMessage());
    } catch (EOFException e) {
      throw failed(DeadLetterReason.TRUNCATED, stage, format, damage, e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw failed(DeadLetterReason.CORRUPT, stage, format, damage, e);
    } catch (OutOfMemoryError e) {
      throw failed(DeadLetterReason.OUT_OF_MEMORY, stage, format, new Damage(), e);
    }
  }

  private void decodePixels(OpenedImage image, int orientation, int targetShortSide, Damage damage)
      throws IOException, ImageFormatException {
    if (!damage.found() && !settings.fullSizeJpegs()) {
      Optional<ReducedImage> reduced = image.reduced(targetShortSide);
      if (reduced.isPresent()) {
        ReducedImage small = reduced.get();
        reserveMemory(image.header(), small.divisor(), small.cost(), orientation);
        if (small.decode(pixels, damage)) {
          return;
        }
      }
    }
    reserveMemory(image.header(), 1, image.cost(), orientation);
    image.decode(pixels, damage);
  }

  /** Waits until the memory for an image is free. Rejects images that need more than the total. */
  private void reserveMemory(ImageHeader header, int divisor, MemoryCost cost, int orientation)
      throws ImageFormatException {
    long decodedPixels = (header.width() / divisor) * (header.height() / divisor);
    long heap =
        decodedPixels * cost.heapPerPixel()
            + orientationTransform.bytes(decodedPixels, orientation);
    if (heap > memory.bytes()) {
      throw new ImageFormatException(
          DeadLetterReason.OUT_OF_MEMORY,
          "Image of %dx%d pixels needs %d bytes of memory, more than half of the heap (%d)"
              .formatted(header.width(), header.height(), heap, memory.bytes()));
    }
    memory.reserve(exclusive ? memory.bytes() : heap + header.pixels() * cost.nativePerPixel());
  }

  private RejectedException failed(
      DeadLetterReason reason, ErrorStage stage, ImageFormat format, Damage damage, Throwable e) {
    // the codec's internal state is unknown
    codecs.remove(format);
    String exception = e.getClass().getName();
    if (damage.found()) {
      return new RejectedException(
          new Outcome.Rejected(damage.reason(), stage, damage.detail(), exception));
    }
    StringBuilder detail = new StringBuilder(format.displayName()).append(" decoder failed");
    if (damage.failurePosition() >= 0) {
      detail.append(" at about byte ").append(damage.failurePosition());
    }
    // messages of unchecked exceptions describe the decoder, not the file
    if (e.getMessage() != null && !(e instanceof RuntimeException)) {
      detail.append(": ").append(e.getMessage());
    }
    return new RejectedException(new Outcome.Rejected(reason, stage, detail.toString(), exception));
  }

  private static RejectedException rejected(
      DeadLetterReason reason, ErrorStage stage, String detail) {
    return new RejectedException(new Outcome.Rejected(reason, stage, detail));
  }

  private Codec createCodec(ImageFormat format) {
    return switch (format) {
      case JPEG -> new JpegCodec(leptonica);
      case PNG -> new PngCodec();
      case WEBP -> new WebpCodec(leptonica);
      case GIF -> new GifCodec();
      case BMP -> new BmpCodec();
      case TIFF -> new TiffCodec();
    };
  }
}
