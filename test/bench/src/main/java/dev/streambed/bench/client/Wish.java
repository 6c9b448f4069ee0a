package dev.streambed.bench.client;

/// What is wanted of the scripted model.
///
/// @param pieces how many
/// @param rate pieces a second; 0 for as fast as they are read
/// @param size characters of a piece; 0 for as few as its time needs
public record Wish(int pieces, int rate, int size) {

  /// As fast as they are read, and short.
  public static Wish fast(int pieces) {
    return new Wish(pieces, 0, 0);
  }

  /// A piece at a time, and short.
  public static Wish paced(int pieces, int rate) {
    return new Wish(pieces, rate, 0);
  }

  String directive() {
    String speed = rate == 0 ? "max" : Integer.toString(rate);
    String length = size == 0 ? "" : " size=" + size;
    return "[[bedrock first=0ms stamp pieces=%d rate=%s%s]]".formatted(pieces, speed, length);
  }
}
