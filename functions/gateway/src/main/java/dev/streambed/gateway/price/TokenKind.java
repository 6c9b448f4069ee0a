package dev.streambed.gateway.price;

import dev.streambed.gateway.domain.Usage;

/// The use of a token. Every token is of exactly one kind.
enum TokenKind {
  INPUT("input_cost_per_token", "input"),
  OUTPUT("output_cost_per_token", "output"),
  CACHE_READ("cache_read_input_token_cost", "cacheRead"),
  CACHE_WRITE("cache_creation_input_token_cost", "cacheWrite"),
  CACHE_WRITE_1H("cache_creation_input_token_cost_above_1hr", "cacheWrite1h");

  private final String field;
  private final String use;

  TokenKind(String field, String use) {
    this.field = field;
    this.use = use;
  }

  /// The name of its price in a price file. Longer names that start with it are prices for longer
  /// contexts and other service tiers.
  String field() {
    return field;
  }

  /// The name in price lists for display.
  String use() {
    return use;
  }

  long count(Usage.Counted usage) {
    return switch (this) {
      case INPUT -> usage.input();
      case OUTPUT -> usage.output();
      case CACHE_READ -> usage.cacheRead();
      case CACHE_WRITE -> Math.max(0, usage.cacheWrite() - usage.cacheWrite1h());
      case CACHE_WRITE_1H -> Math.min(usage.cacheWrite1h(), usage.cacheWrite());
    };
  }
}
