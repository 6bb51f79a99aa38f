package dev.imageclassifier.runtime.decode.codec;

import javax.imageio.stream.ImageInputStreamImpl;

/** An ImageIO stream over a byte array. Avoids the copies of ImageIO's own memory stream. */
public final class ByteArrayImageInputStream extends ImageInputStreamImpl {
  private final byte[] bytes;
  private final int length;

  /** A stream of the first {@code length} bytes. */
  public ByteArrayImageInputStream(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The read position. Also valid after the stream was closed. */
  public long position() {
    return streamPos;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < length ? bytes[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    bitOffset = 0;
    if (streamPos >= length) {
      return count == 0 ? 0 : -1;
    }
    int read = (int) Math.min(count, length - streamPos);
    System.arraycopy(bytes, (int) streamPos, into, offset, read);
    streamPos += read;
    return read;
  }

  @Override
  public long length() {
    return length;
  }
}
