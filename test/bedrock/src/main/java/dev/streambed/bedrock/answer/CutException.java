package dev.streambed.bedrock.answer;

import java.io.IOException;

/// The connection is to be cut here: the answer's body gets no proper end.
public final class CutException extends IOException {

  private static final long serialVersionUID = 1L;

  public CutException(String why) {
    super(why);
  }
}
