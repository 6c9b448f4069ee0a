package dev.streambed.gateway.domain;

/// The bytes of a body. They are shared and not copied: nobody changes them.
public final class Payload {

  public static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Payload of(byte[] bytes) {
    return new Payload(bytes);
  }

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  /// The size only: a body is the caller's and must not be logged.
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
