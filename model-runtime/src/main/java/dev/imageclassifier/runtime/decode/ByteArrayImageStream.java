package dev.imageclassifier.runtime.decode;

import javax.imageio.stream.ImageInputStreamImpl;

/** A file's bytes as ImageIO wants them, without the copies of its own memory stream. */
final class ByteArrayImageStream extends ImageInputStreamImpl {
  private final byte[] bytes;
  private final int length;

  ByteArrayImageStream(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** How far was read, also once the stream is closed. */
  long position() {
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
