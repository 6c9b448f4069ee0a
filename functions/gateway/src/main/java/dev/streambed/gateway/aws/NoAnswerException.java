package dev.streambed.gateway.aws;

import java.io.IOException;

/// A service stayed silent after a request was sent, while this process was idle. The request may
/// be retried.
public final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1;

  NoAnswerException(Throwable cause) {
    super("no answer", cause);
  }
}
