package dev.streambed.runtime;

import java.io.IOException;

/// The platform refused an answer or a report: it is too large, too late, or was given twice.
final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private Refused(Call call, int status) {
    super(call.path() + " was answered with " + status);
    this.status = status;
  }

  /// Throws when the platform's word on a call is not `202 Accepted`.
  static void unlessAccepted(HttpAnswer answer, Call call) throws Refused {
    if (answer.status() != 202) {
      throw new Refused(call, answer.status());
    }
  }

  int status() {
    return status;
  }
}
