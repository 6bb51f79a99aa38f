package dev.imageclassifier.runtime.decode.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void findsAMarkerAtEveryPosition() {
    for (int length = 0; length < 40; length++) {
      for (int position = 0; position < length; position++) {
        byte[] bytes = new byte[length];
        bytes[position] = (byte) 0xff;
        for (int from = 0; from <= position; from++) {
          assertEquals(position, Bytes.next0xff(bytes, from));
        }
        assertEquals(length, Bytes.next0xff(bytes, position + 1));
      }
    }
  }

  @Test
  void agreesWithAByteWiseSearch() {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    int expected = bytes.length;
    for (int from = bytes.length - 1; from >= 0; from--) {
      expected = bytes[from] == (byte) 0xff ? from : expected;
      assertEquals(expected, Bytes.next0xff(bytes, from));
    }
  }
}
