package dev.streambed.bedrock;

import java.io.IOException;

/// The caller has closed its connection.
final class ClientGoneException extends IOException {

  private static final long serialVersionUID = 1L;

  ClientGoneException(String what) {
    super(what);
  }

  ClientGoneException(String what, Throwable cause) {
    super(what, cause);
  }
}
