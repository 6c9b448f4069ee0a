package dev.streambed.runtime;

import java.io.IOException;

/// The platform sent something that is not what the Runtime API promises.
final class MalformedResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedResponseException(String message) {
    super(message);
  }
}
