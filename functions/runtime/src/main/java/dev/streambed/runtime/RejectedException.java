package dev.streambed.runtime;

import java.io.IOException;

/// The platform refused an answer or a report: it is too large, too late, or was given twice.
final class RejectedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private RejectedException(RuntimeApiRequest runtimeApiRequest, int status) {
    super(runtimeApiRequest.path() + " was answered with " + status);
    this.status = status;
  }

  /// Throws when the platform's word on a call is not `202 Accepted`.
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
