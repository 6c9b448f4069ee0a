package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Problem;
import java.util.Map;

/// Whether a request is admitted.
public sealed interface Admission {

  /// The rate-limit headers of the response; empty when nothing was counted.
  Map<String, String> headers();

  record Admitted(Permit permit, Map<String, String> headers) implements Admission {}

  record Refused(Problem problem, Map<String, String> headers) implements Admission {}
}
