package dev.streambed.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The connection ended before the first byte of a response, so that the request may not have been
/// read either: the other side may have closed an idle connection.
final class NoResponseException extends IOException {

  private static final long serialVersionUID = 1L;

  NoResponseException(@Nullable IOException cause) {
    super("the connection ended before an answer", cause);
  }
}
