package dev.streambed.cli.command;

import dev.streambed.cli.domain.UsageRecord;
import java.math.BigInteger;
import java.util.Optional;

/// The sum of some records. Counts that a bill would hide are counted: what has no price, what was
/// estimated, what Bedrock gave no numbers for. Not thread-safe.
final class UsageTotals {

  private long requests;
  private long priced;
  private long unpriced;
  private long estimated;
  private long withoutNumbers;
  private BigInteger input = BigInteger.ZERO;
  private BigInteger output = BigInteger.ZERO;
  private BigInteger cacheRead = BigInteger.ZERO;
  private BigInteger cacheWrite = BigInteger.ZERO;
  private BigInteger nanoUsd = BigInteger.ZERO;

  void add(UsageRecord record) {
    requests++;
    input = input.add(record.tokens().input());
    output = output.add(record.tokens().output());
    cacheRead = cacheRead.add(record.tokens().cacheRead());
    cacheWrite = cacheWrite.add(record.tokens().cacheWrite());
    nanoUsd = nanoUsd.add(record.costNanoUsd().orElse(BigInteger.ZERO));
    priced += record.costNanoUsd().isPresent() ? 1 : 0;
    boolean hasNone = record.source().equals("none");
    withoutNumbers += hasNone ? 1 : 0;
    estimated += record.source().equals("estimate") ? 1 : 0;
    unpriced += !hasNone && record.costNanoUsd().isEmpty() ? 1 : 0;
  }

  long requests() {
    return requests;
  }

  /// Records with tokens and without a price: their cost is in no sum.
  long unpriced() {
    return unpriced;
  }

  long estimated() {
    return estimated;
  }

  /// Records without tokens: Bedrock gave none, usually because it answered with an error.
  long withoutNumbers() {
    return withoutNumbers;
  }

  BigInteger input() {
    return input;
  }

  BigInteger output() {
    return output;
  }

  BigInteger cacheRead() {
    return cacheRead;
  }

  BigInteger cacheWrite() {
    return cacheWrite;
  }

  /// The cost of what has a price; absent when nothing has one, because 0 would be summed.
  Optional<BigInteger> nanoUsd() {
    return priced == 0 && unpriced > 0 ? Optional.empty() : Optional.of(nanoUsd);
  }

  /// The same in exact dollars, with two decimals or as many more as there are.
  Optional<String> usd() {
    return nanoUsd().map(Dollars::formatNanoUsd);
  }
}
