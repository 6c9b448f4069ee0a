package dev.streambed.runtime;

/// What the platform must say to an answer or an error.
final class Accepted {

  private Accepted() {}

  /// Throws [Refused] when it said something else.
  static void check(HttpAnswer answer, Call call) throws Refused {
    if (answer.status() != 202) {
      throw new Refused(call.path() + " was answered with " + answer.status());
    }
  }
}
