package dev.streambed.runtime;

import java.io.IOException;

/// The platform refused an answer or an error report: it is too large, too late, or was given
/// twice.
final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
