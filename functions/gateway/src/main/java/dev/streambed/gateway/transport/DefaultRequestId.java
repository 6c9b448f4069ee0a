package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.RequestId;
import java.util.Optional;
import java.util.UUID;

/// The id of a request whose caller sent none.
final class DefaultRequestId {

  private DefaultRequestId() {}

  /// Lambda's own id, which also appears in the platform's log lines.
  static RequestId of(Context context) {
    return Optional.ofNullable(context.getAwsRequestId())
        .flatMap(RequestId::of)
        .orElseGet(DefaultRequestId::random);
  }

  static RequestId random() {
    return new RequestId(UUID.randomUUID().toString());
  }
}
