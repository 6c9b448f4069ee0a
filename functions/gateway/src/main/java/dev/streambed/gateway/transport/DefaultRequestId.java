package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.RequestId;
import java.util.Optional;
import java.util.UUID;

/// What a request is called whose caller chose no name.
final class DefaultRequestId {

  private DefaultRequestId() {}

  /// Lambda's own id, so that the answer leads to the platform's log lines.
  static RequestId of(Context context) {
    return Optional.ofNullable(context.getAwsRequestId())
        .flatMap(RequestId::of)
        .orElseGet(DefaultRequestId::random);
  }

  static RequestId random() {
    return new RequestId(UUID.randomUUID().toString());
  }
}
