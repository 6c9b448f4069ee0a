package dev.streambed.gateway.exchange;

/// Thrown when records or settlements could not be written. The invocation fails, and Lambda
/// retries it.
public final class IncompleteSettlementException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public IncompleteSettlementException(String what) {
    super(what);
  }
}
