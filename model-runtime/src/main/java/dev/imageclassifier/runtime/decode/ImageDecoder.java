package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.Refusal.Reason;
import dev.imageclassifier.runtime.decode.Refusal.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads encoded pictures: magic bytes, then the header's dimensions against the limits, and only
 * then a decoder. Not thread-safe: one per thread.
 *
 * <p>Colours are those of Pillow's {@code Image.convert("RGB")}: alpha is dropped and not
 * composited, palettes are looked up, profiles are ignored.
 *
 * <p>Memory on the heap beside the encoded bytes (JPEG and WebP: twice those), for a picture of n
 * pixels: 3n bytes for JPEG, PNG and WebP, 4n for JPEG of four colours and GIF, up to 7n for BMP
 * and 11n for TIFF; quarter turns of up to 12 megapixels take 3n more, beyond that n / 8. Outside
 * the heap: 4n for WebP (8n where lossless) and progressive JPEG, and libjpeg's coefficients of a
 * progressive JPEG, 2 bytes a sample; where a progressive JPEG is reduced, the first two shrink
 * with its pixels. Work arrays are kept from picture to picture up to 36 MB each, or a 64th of the
 * heap where that is less; a larger picture's array is let go with {@link #release}. All readers of
 * the process together take no more than half of the heap for large pictures: a read waits until
 * there is room. One that runs out of memory all the same is tried once more with that half to
 * itself.
 */
public final class ImageDecoder {
  /** Bytes of a second array for quarter turns: 12 megapixels. */
  private static final int MOST_SCRATCH = 36_000_000;

  private static final String NO_MEMORY = OutOfMemoryError.class.getName();

  private final DecodeSettings settings;
  private final Map<ImageFormat, Codec> codecs = new EnumMap<>(ImageFormat.class);
  private final Pixels pixels = new Pixels();
  private final Leptonica leptonica = new Leptonica();
  private final Orienter orienter = new Orienter(MOST_SCRATCH);
  private final DecodeMemory memory;
  private boolean alone;

  /**
   * A reader with these limits.
   *
   * @throws UnusableDecoderException if WebP is to be read and its native library does not load on
   *     this machine
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
   * Checks, without a reader, that the decoders of all formats run here.
   *
   * @throws UnusableDecoderException naming the format, the reason and what to do
   */
  public static void requireDecoders(DecodeSettings settings) {
    if (settings.formats().contains(ImageFormat.WEBP)) {
      Leptonica.problem().ifPresent(ImageDecoder::refuseToStart);
    }
  }

  /**
   * Reads one picture. Never throws on bad bytes.
   *
   * @param encoded the file, byte for byte; null and empty are refusals
   * @param wantedShortSide the short side that preprocessing will resize to, pixels; formats that
   *     can decode at a reduced size do so as long as both sides stay four times as long
   * @return pixels that stay valid until the next call on this reader, or a refusal
   */
  public ReadOutcome decode(byte[] encoded, int wantedShortSide) {
    release();
    if (encoded == null || encoded.length == 0) {
      return new Refusal(Reason.EMPTY, Stage.READ, "the record holds no bytes");
    }
    if (encoded.length > settings.maxBytes()) {
      return new Refusal(
          Reason.TOO_MANY_BYTES,
          Stage.READ,
          "the file has " + encoded.length + " bytes, more than " + settings.maxBytes());
    }
    Optional<ImageFormat> format = FormatSniffer.readable(encoded);
    if (format.isEmpty()) {
      return unknown(encoded);
    }
    if (!settings.formats().contains(format.get())) {
      return new Refusal(
          Reason.UNSUPPORTED_FORMAT,
          Stage.READ,
          name(format.get()) + " pictures are switched off by the settings");
    }
    return known(format.get(), encoded, wantedShortSide);
  }

  /**
   * Lets go of the last picture, so that other threads may use its memory. To be called as soon as
   * its pixels have been used, on the thread that read; that thread's next read does it too.
   */
  public void release() {
    pixels.release();
    orienter.release();
    memory.giveBack();
  }

  private ReadOutcome known(ImageFormat format, byte[] encoded, int wantedShortSide) {
    ReadOutcome outcome = decoded(format, encoded, wantedShortSide);
    if (outcome instanceof Refusal refusal && refusal.exception().equals(NO_MEMORY)) {
      // whatever else lay in the heap: once more when no other large picture is there
      release();
      alone = true;
      try {
        outcome = decoded(format, encoded, wantedShortSide);
      } finally {
        alone = false;
      }
    }
    if (outcome instanceof Refusal) {
      release();
    }
    return outcome;
  }

  private ReadOutcome decoded(ImageFormat format, byte[] encoded, int wantedShortSide) {
    Stage stage = Stage.READ;
    Damage damage = new Damage();
    try {
      Codec codec = codecs.computeIfAbsent(format, this::codec);
      Header header = codec.header(encoded, damage);
      Limits.check(header, settings);
      int orientation =
          settings.applyOrientation() ? header.orientation() : ExifOrientation.UPRIGHT;
      stage = Stage.DECODE;
      if (damage.found() || !reduced(codec, encoded, header, wantedShortSide, orientation)) {
        take(header, orientation);
        codec.decode(encoded, header, pixels, damage);
      }
      if (damage.found() && settings.damaged() == DamagedPolicy.DEAD_LETTER) {
        return damage.refusal();
      }
      RgbImage picture =
          orienter.upright(pixels.width(), pixels.height(), pixels.rgb(), orientation);
      return new ReadOutcome.Decoded(
          format, (int) header.width(), (int) header.height(), damage.found(), picture);
    } catch (BrokenPicture e) {
      // what was seen before decoding explains more than where the decoder stopped
      return stage == Stage.DECODE && damage.found()
          ? damage.refusal()
          : new Refusal(e.reason(), stage, e.getMessage());
    } catch (EOFException e) {
      codecs.remove(format);
      return failed(Reason.TRUNCATED, stage, format, damage, e);
    } catch (IOException | RuntimeException e) {
      codecs.remove(format);
      return failed(Reason.CORRUPT, stage, format, damage, e);
    } catch (StackOverflowError e) {
      codecs.remove(format);
      return failed(Reason.CORRUPT, stage, format, damage, e);
    } catch (OutOfMemoryError e) {
      codecs.remove(format);
      return failed(Reason.OUT_OF_MEMORY, stage, format, new Damage(), e);
    }
  }

  /** Decodes a large picture at a smaller size, where it can be had and is wanted. */
  private boolean reduced(
      Codec codec, byte[] encoded, Header header, int wantedShortSide, int orientation)
      throws BrokenPicture {
    if (settings.fullSizeJpegs()) {
      return false;
    }
    Optional<Header> reduced = codec.reduced(encoded, header, wantedShortSide);
    if (reduced.isEmpty()) {
      return false;
    }
    take(reduced.get(), orientation);
    return codec.decodeReduced(encoded, reduced.get(), pixels);
  }

  /** Waits for the memory that the picture needs, or refuses what this heap can never hold. */
  private void take(Header header, int orientation) throws BrokenPicture {
    long heap =
        header.decodedPixels() * header.heapPerPixel() + orienter.bytes(header, orientation);
    if (heap > memory.bytes()) {
      throw new BrokenPicture(
          Reason.OUT_OF_MEMORY,
          header.width()
              + "x"
              + header.height()
              + " pixels need "
              + heap
              + " bytes of memory, more than half of this process's heap ("
              + memory.bytes()
              + ")");
    }
    memory.take(alone ? memory.bytes() : heap + header.pixels() * header.nativePerPixel());
  }

  private static Refusal unknown(byte[] encoded) {
    if (FormatSniffer.mangledPng(encoded)) {
      return new Refusal(
          Reason.CORRUPT,
          Stage.READ,
          "the PNG signature is damaged, as by a transfer as text: the file was changed on its way");
    }
    return FormatSniffer.foreign(encoded)
        .map(
            name ->
                new Refusal(
                    Reason.UNSUPPORTED_FORMAT, Stage.READ, "the file is " + name + ": not read"))
        .orElseGet(
            () ->
                new Refusal(
                    Reason.NOT_AN_IMAGE,
                    Stage.READ,
                    "the first bytes are those of no picture format known"));
  }

  private static Refusal failed(
      Reason reason, Stage stage, ImageFormat format, Damage damage, Throwable e) {
    String exception = e.getClass().getName();
    if (damage.found()) {
      Refusal seen = damage.refusal();
      return new Refusal(seen.reason(), stage, seen.detail(), exception);
    }
    // what an unchecked exception says is about the decoder's insides
    boolean telling = e.getMessage() != null && !(e instanceof RuntimeException);
    String message = damage.where() + (telling ? ": " + e.getMessage() : "");
    return new Refusal(
        reason, stage, "the " + name(format) + " decoder failed" + message, exception);
  }

  private static String name(ImageFormat format) {
    return format == ImageFormat.WEBP ? "WebP" : format.code().toUpperCase(Locale.ROOT);
  }

  private static void refuseToStart(String problem) {
    throw new UnusableDecoderException(
        "The native library leptonica, which reads WebP, does not load here ("
            + problem
            + "): leave webp out of --formats, or let -Dorg.bytedeco.javacpp.cachedir name a"
            + " directory that is writable and executable.");
  }

  private Codec codec(ImageFormat format) {
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
