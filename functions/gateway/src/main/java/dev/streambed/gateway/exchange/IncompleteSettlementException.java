package dev.streambed.gateway.exchange;

/// Makes an invocation fail that could not finish what it had to write down. Lambda repeats it.
public final class IncompleteSettlementException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public IncompleteSettlementException(String what) {
    super(what);
  }
}
