package dev.streambed.gateway.vocabulary;

/// How many requests a customer may make in a day.
public sealed interface RequestLimit {

  /// The customer has no limits of its own: the function's default applies.
  record ByDefault() implements RequestLimit {}

  /// The customer has limits of its own, and none of them is on requests per day.
  record Unlimited() implements RequestLimit {}

  /// So many in one day of UTC; none when it is 0.
  record PerDay(long requests) implements RequestLimit {

    public PerDay {
      if (requests < 0) {
        throw new IllegalArgumentException("requests < 0: " + requests);
      }
    }
  }
}
