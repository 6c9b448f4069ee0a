package dev.streambed.runtime;

import java.io.IOException;

/// A collected answer passed what Lambda takes in one piece.
final class AnswerTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLarge(int limit) {
    super("the buffered answer is larger than " + limit + " bytes");
  }
}
