package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.domain.Problem;

/// Whether a token was issued.
public sealed interface KeyIssuance {

  record Issued(IssuedKey token) implements KeyIssuance {}

  record Refused(Problem problem) implements KeyIssuance {}
}
