package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Problem;
import java.util.Map;

/// Whether a call goes on to the model.
public sealed interface Admission {

  /// What callers are told of their limits, by header; none where nothing was counted.
  Map<String, String> headers();

  record Admitted(Permit permit, Map<String, String> headers) implements Admission {}

  record Refused(Problem problem, Map<String, String> headers) implements Admission {}
}
