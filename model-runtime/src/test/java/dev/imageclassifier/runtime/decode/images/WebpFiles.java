package dev.imageclassifier.runtime.decode.images;

import java.util.Base64;

/**
 * WebP files of {@code EncodedImages.gradient(24, 16)}, written by Pillow 9.4, because the JDK has
 * no WebP writer. Callers must not change the arrays.
 */
public final class WebpFiles {
  public static final byte[] LOSSLESS =
      Base64.getDecoder()
          .decode(
              "UklGRl4AAABXRUJQVlA4TFEAAAAvF8ADAE0ARNL+2EtE9D+1iEoMeP8jgZo2khy3d0iOP8rwoSaT"
                  + "tg31yqyMINumEPdH/UKR2yZMJ3DkGfURyLTuUSBYrXukHdn7sX7O2o/f/w0A");

  public static final byte[] LOSSY =
      Base64.getDecoder()
          .decode(
              "UklGRnoAAABXRUJQVlA4IG4AAAAwBACdASoYABAAPhkGhUIhAwAEAGEtQBOmUI4G2ZywABZujoTA"
                  + "rkocJGAA/v+XgjOJAYeV/wI1+xkIBQNfsYmqZZTF28WmwHMsL62379qkoL+EBJQXzFJQSzHQK1At"
                  + "75T5elZ/ftL7GLK/88AAAA==");

  public static final byte[] ALPHA =
      Base64.getDecoder()
          .decode(
              "UklGRp4AAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSAoAAAABB1CyiAhERP8DVlA4IG4AAAAw"
                  + "BACdASoYABAAPhkGhUIhAwAEAGEtQBOmUI4G2ZywABZujoTArkocJGAA/v+XgjOJAYeV/wI1+xkI"
                  + "BQNfsYmqZZTF28WmwHMsL62379qkoL+EBJQXzFJQSzHQK1At8F38vSs/v2l9jFlf+eAAAA==");

  public static final byte[] ANIM =
      Base64.getDecoder()
          .decode(
              "UklGRjIBAABXRUJQVlA4WAoAAAACAAAAFwAADwAAQU5JTQYAAAAAAAAAAABBTk1GmAAAAAAAAAAA"
                  + "ABcAAA8AAGQAAAJWUDhMgAAAAC8XwAMADXUhov8BRm0jSco3hWT5MzxraxkYbdtmyPv/2YaaadtG"
                  + "SiiMP86lVyhy27a5JN2D+cVxByDgncYtCCDPNG4DtjFkD0HWGCwIeK1x2LaFrMctWX+22T5De1v2"
                  + "u5vV3fp/TsPL5OXW//8yzH4IxdBa6mK9ti3GWd91bIYQQU5NRmYAAAAAAAAAAAAXAAAPAABkAAAA"
                  + "VlA4TE0AAAAvF8ADAA11IaL/ATVtJDlu75Acf5ThQ220bZv/0b5tOyMFbdswCMufSncShSK3TZhO"
                  + "4Mgz6oKAntY9uoDgbd2j047M9GP9nOl+/P5vAAA=");

  public static final byte[] EXIF =
      Base64.getDecoder()
          .decode(
              "UklGRpIAAABXRUJQVlA4WAoAAAAIAAAAFwAADwAAVlA4TFEAAAAvF8ADAE0ARNL+2EtE9D+1iEoM"
                  + "eP8jgZo2khy3d0iOP8rwoSaTtg31yqyMINumEPdH/UKR2yZMJ3DkGfURyLTuUSBYrXukHdn7sX7O"
                  + "2o/f/w0ARVhJRhoAAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA==");

  private WebpFiles() {}
}
