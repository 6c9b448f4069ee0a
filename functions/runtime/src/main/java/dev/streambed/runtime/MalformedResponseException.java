package dev.streambed.runtime;

import java.io.IOException;

/// The platform sent something that violates the Runtime API.
final class MalformedResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedResponseException(String message) {
    super(message);
  }
}
