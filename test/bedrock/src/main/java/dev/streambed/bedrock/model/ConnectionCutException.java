package dev.streambed.bedrock.model;

import java.io.IOException;

/// The connection is to be cut here: the answer's body gets no proper end.
public final class ConnectionCutException extends IOException {

  private static final long serialVersionUID = 1L;

  public ConnectionCutException(String why) {
    super(why);
  }
}
