package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;

/// Why a message ended, in Anthropic's words.
///
/// @param sequence the stop sequence that ended it; `null` when none did, or it is not told
record MessageStop(String reason, Json sequence) {

  /// The caller stopped the answer. Anthropic has no word for that, and SDKs accept only its own.
  static final MessageStop STOPPED = new MessageStop("end_turn", new JsonNull());

  /// @param bedrocks the stop reason in Converse's words, most of which are Anthropic's
  static MessageStop of(String bedrocks) {
    String reason =
        switch (bedrocks) {
          case "guardrail_intervened", "content_filtered" -> "refusal";
          case "" -> "end_turn";
          default -> bedrocks;
        };
    return new MessageStop(reason, new JsonNull());
  }
}
