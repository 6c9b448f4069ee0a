package dev.streambed.cli.domain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a reconciliation needs of a usage record.
///
/// @param sortKey identifies it among the customer's
/// @param admittedAt the instant of its admission
/// @param model the last one that was asked
/// @param region where that was; empty for the function's own
/// @param outcome how the answer ended
/// @param usageSource where the counts are from: `bedrock`, `estimate` or `none`
/// @param bedrockRequestIds Bedrock's ids of its calls, as far as they are known
/// @param tokens of all its calls
/// @param costNanoUsd of all of them; absent without a price
public record LedgerRecord(
    CustomerId customer,
    String requestId,
    String sortKey,
    Instant admittedAt,
    String model,
    String region,
    String outcome,
    String usageSource,
    List<String> bedrockRequestIds,
    TokenCounts tokens,
    Optional<BigInteger> costNanoUsd) {

  public LedgerRecord {
    bedrockRequestIds = List.copyOf(bedrockRequestIds);
  }
}
