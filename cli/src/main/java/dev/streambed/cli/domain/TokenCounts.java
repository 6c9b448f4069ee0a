package dev.streambed.cli.domain;

/// Numbers of tokens. The input does not include those of the cache.
public record TokenCounts(long input, long output, long cacheRead, long cacheWrite) {

  public static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0);

  public TokenCounts plus(TokenCounts other) {
    return new TokenCounts(
        input + other.input,
        output + other.output,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite);
  }
}
