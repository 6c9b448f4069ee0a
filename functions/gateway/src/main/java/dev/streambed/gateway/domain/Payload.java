package dev.streambed.gateway.domain;

/// The bytes of a body. They are shared, not copied, and must not be changed.
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

  /// Size only: a body belongs to the caller and must not be logged.
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
