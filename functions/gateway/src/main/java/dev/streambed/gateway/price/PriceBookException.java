package dev.streambed.gateway.price;

/// The text is not a valid price book. The message says what is wrong and where, and quotes the
/// text.
public final class PriceBookException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PriceBookException(String message) {
    super(message);
  }
}
