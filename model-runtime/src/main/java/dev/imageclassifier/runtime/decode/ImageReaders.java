package dev.imageclassifier.runtime.decode;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Finds ImageIO readers by the format that was sniffed, never by letting plug-ins look. */
final class ImageReaders {
  private ImageReaders() {}

  /**
   * A reader of the named format whose warnings become damage.
   *
   * @param maker start of the package name, so that a plug-in on the class path changes nothing
   */
  static ImageReader named(String format, String maker) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(maker)) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("no " + format + " reader of " + maker + " in this JDK");
  }

  /** A listener that notes the first warning. */
  static IIOReadWarningListener noting(Damage damage) {
    return (source, warning) -> damage.corrupt("the decoder warns: " + warning);
  }
}
