package dev.streambed.bedrock.protocol;

import java.io.IOException;

/// Bytes that are no event-stream frame, or one that was changed on its way.
public final class DamagedFrameException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedFrameException(String what) {
    super(what);
  }

  DamagedFrameException(String what, Throwable cause) {
    super(what, cause);
  }
}
