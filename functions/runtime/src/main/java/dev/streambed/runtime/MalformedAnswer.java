package dev.streambed.runtime;

import java.io.IOException;

/// The platform sent something that is not what the Runtime API promises.
final class MalformedAnswer extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedAnswer(String message) {
    super(message);
  }
}
