package dev.streambed.gateway.aws;

import java.io.IOException;

/// A service took a request, or was sent one, and said nothing for a while in which this process
/// had nothing else to do. The request may be tried again.
public final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1;

  NoAnswerException(Throwable cause) {
    super("no answer", cause);
  }
}
