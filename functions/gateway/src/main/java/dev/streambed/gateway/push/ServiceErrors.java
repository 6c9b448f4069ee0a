package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.PostResult;

/// What answers of AWS's services mean.
final class ServiceErrors {

  private static final int TOO_MANY = 429;

  private ServiceErrors() {}

  static boolean isSuccess(PostResult postResult) {
    return postResult instanceof PostResult.Responded(int status, _) && status / 100 == 2;
  }

  /// Whether the same request may succeed later.
  static boolean isRetryable(PostResult postResult) {
    return switch (postResult) {
      case PostResult.Responded(int status, _) -> status == TOO_MANY || status / 100 == 5;
      case PostResult.NoResponse _ -> true;
    };
  }

  /// For the log.
  static String nameOf(PostResult postResult) {
    return switch (postResult) {
      case PostResult.Responded(_, String error) -> error;
      case PostResult.NoResponse(String cause) -> cause;
    };
  }
}
