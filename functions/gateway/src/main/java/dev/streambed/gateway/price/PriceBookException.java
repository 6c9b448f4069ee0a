package dev.streambed.gateway.price;

/// A text that is no price book. The message says what is wrong and where; it quotes the text.
public final class PriceBookException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PriceBookException(String message) {
    super(message);
  }
}
