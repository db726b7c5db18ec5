package tollgate.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a protobuf message field by field. */
final class ProtoReader {
  private final byte[] in;
  private int at;
  private int field;
  private int wire;

  ProtoReader(byte[] message) {
    this.in = message;
  }

  /** Goes to the next field; false at the end. A field nobody reads is skipped. */
  boolean next() {
    if (at >= in.length) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  /** True when the field holds text, bytes or a message. */
  boolean delimited() {
    return wire == 2;
  }

  long number() {
    return varint();
  }

  byte[] bytes() {
    int length = length();
    at += length;
    return Arrays.copyOfRange(in, at - length, at);
  }

  String text() {
    int length = length();
    at += length;
    return new String(in, at - length, length, StandardCharsets.UTF_8);
  }

  void skip() {
    switch (wire) {
      case 0 -> varint();
      case 1 -> forward(8);
      case 2 -> forward(length());
      case 5 -> forward(4);
      default -> throw new IllegalArgumentException("wire type " + wire + " is not protobuf");
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > in.length - at) {
      throw new IllegalArgumentException("a protobuf field is longer than its message");
    }
    return (int) length;
  }

  private void forward(int bytes) {
    if (bytes > in.length - at) {
      throw new IllegalArgumentException("a protobuf message is cut short");
    }
    at += bytes;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= in.length) {
        throw new IllegalArgumentException("a protobuf message is cut short");
      }
      byte next = in[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a protobuf number is longer than ten bytes");
  }
}
