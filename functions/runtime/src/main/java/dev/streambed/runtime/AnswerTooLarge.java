package dev.streambed.runtime;

import java.io.IOException;

/// A buffered response exceeds Lambda's limit.
final class AnswerTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  AnswerTooLarge(int limit) {
    super("the buffered answer is larger than " + limit + " bytes");
  }
}
