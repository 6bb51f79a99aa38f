package dev.imageclassifier.runtime.decode.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** The JDK's own ImageIO readers, chosen by the detected format and never by plug-in lookup. */
public final class ImageIoReaders {
  private static final String JDK_PACKAGE = "com.sun.imageio.";

  private ImageIoReaders() {}

  /** Creates the JDK's reader of a format. Ignores plug-ins on the class path. */
  public static ImageReader create(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(JDK_PACKAGE)) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("This JDK has no reader for " + format);
  }

  /**
   * Reads the first image of a file with a new reader.
   *
   * @param warnings called for each warning of the reader
   * @param damage receives the position at which the reader failed
   */
  public static BufferedImage read(
      String format, byte[] file, IIOReadWarningListener warnings, Damage damage)
      throws IOException {
    ImageReader reader = create(format);
    ByteArrayImageInputStream stream = new ByteArrayImageInputStream(file, file.length);
    try (stream) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(warnings);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      damage.failedAt(stream.position());
      throw e;
    } finally {
      reader.dispose();
    }
  }

  /** Records a reader's warning as damage. */
  public static void recordWarning(String warning, Damage damage) {
    damage.corrupt("Decoder warning: " + warning);
  }
}
