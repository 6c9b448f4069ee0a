package dev.streambed.cli.command;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Exact dollars.
final class Dollars {

  private static final int NANO = 9;
  private static final int CENTS = 2;

  private Dollars() {}

  /// With two decimals, or as many more as there are.
  static String formatNanoUsd(BigInteger nanoUsd) {
    BigDecimal dollars = new BigDecimal(nanoUsd, NANO).stripTrailingZeros();
    return dollars.setScale(Math.max(CENTS, dollars.scale())).toPlainString();
  }
}
