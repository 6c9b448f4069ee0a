package dev.streambed.cli.reconcile;

import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import java.util.Optional;

/// Something in which the ledger and the log differ.
///
/// @param record of the ledger; absent where there is none
/// @param invocation an entry of the log; absent where there is none
/// @param logged the tokens that AWS has counted
/// @param isCertain whether all of them were called by whoever makes the gateway's calls
public record Finding(
    Kind kind,
    Optional<LedgerRecord> record,
    Optional<Invocation> invocation,
    TokenCounts logged,
    boolean isCertain) {

  /// How they differ.
  public enum Kind {
    /// The gateway called a model, and has no record of it.
    CALL_WITHOUT_RECORD("call_without_record"),
    /// A record has tokens, and Bedrock knows of no call.
    RECORD_WITHOUT_CALL("record_without_call"),
    /// Two records are about one call.
    RECORD_TWICE("record_twice"),
    /// Both know the call, and count other tokens.
    TOKENS_DIFFER("tokens_differ"),
    /// A model was called by somebody else than the gateway.
    CALL_PAST_GATEWAY("call_past_gateway");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /// The name in the output.
    public String wireName() {
      return wireName;
    }
  }
}
