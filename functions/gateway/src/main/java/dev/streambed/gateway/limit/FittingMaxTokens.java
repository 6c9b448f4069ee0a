package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import java.util.OptionalLong;

/// Knows what a request would have to be content with.
@FunctionalInterface
public interface FittingMaxTokens {

  /// The largest maximum of output tokens with which the request would need no more of a limit than
  /// this. Empty when its prompt alone needs more, or when its maximum decides nothing.
  ///
  /// @param amount in the unit of the limit
  OptionalLong within(Limit limit, long amount);

  /// For a request of which nothing is known.
  static FittingMaxTokens unknown() {
    return (_, _) -> OptionalLong.empty();
  }
}
