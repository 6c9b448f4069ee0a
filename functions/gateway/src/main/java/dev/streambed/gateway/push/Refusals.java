package dev.streambed.gateway.push;

import dev.streambed.gateway.sdk.Posted;

/// What answers of AWS's services mean.
final class Refusals {

  private static final int TOO_MANY = 429;

  private Refusals() {}

  static boolean isNone(Posted posted) {
    return posted instanceof Posted.Answered(int status, _) && status / 100 == 2;
  }

  /// Whether the same request may succeed later.
  static boolean mayPass(Posted posted) {
    return switch (posted) {
      case Posted.Answered(int status, _) -> status == TOO_MANY || status / 100 == 5;
      case Posted.Unanswered _ -> true;
    };
  }

  /// For the log.
  static String nameOf(Posted posted) {
    return switch (posted) {
      case Posted.Answered(_, String error) -> error;
      case Posted.Unanswered(String cause) -> cause;
    };
  }
}
