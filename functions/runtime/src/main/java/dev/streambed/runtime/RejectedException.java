package dev.streambed.runtime;

import java.io.IOException;

/// The platform refused a response or an error report: it is too large, too late or a duplicate.
final class RejectedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private RejectedException(RuntimeApiRequest runtimeApiRequest, int status) {
    super(runtimeApiRequest.path() + " was answered with " + status);
    this.status = status;
  }

  /// Throws when the platform's response to a call is not `202 Accepted`.
  static void throwUnlessAccepted(RuntimeApiResponse answer, RuntimeApiRequest runtimeApiRequest)
      throws RejectedException {
    if (answer.status() != 202) {
      throw new RejectedException(runtimeApiRequest, answer.status());
    }
  }

  int status() {
    return status;
  }
}
