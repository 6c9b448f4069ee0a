package dev.streambed.runtimeapi;

import java.io.IOException;

/// A runtime wrote something that is not HTTP/1.1.
final class MalformedRequestException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedRequestException(String message) {
    super(message);
  }
}
