package dev.streambed.gateway;

/// Makes an invocation fail that could not finish what it had to write down. Lambda repeats it.
final class UnfinishedEnding extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnfinishedEnding(String what) {
    super(what);
  }
}
