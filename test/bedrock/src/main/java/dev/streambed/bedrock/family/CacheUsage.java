package dev.streambed.bedrock.family;

/// The input tokens that a prompt cache handled. They come on top of the other input tokens.
///
/// @param read read from the cache
/// @param written written to it for five minutes
/// @param writtenForAnHour written to it for an hour
public record CacheUsage(int read, int written, int writtenForAnHour) {

  public static final CacheUsage NONE = new CacheUsage(0, 0, 0);

  /// All that was written.
  public int allWritten() {
    return written + writtenForAnHour;
  }

  /// Whether a cache was used.
  public boolean isUsed() {
    return read + allWritten() > 0;
  }
}
