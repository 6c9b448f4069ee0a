package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.Problem;

/// Whether a token was issued.
public sealed interface Issuance {

  record Issued(IssuedToken token) implements Issuance {}

  record Refused(Problem problem) implements Issuance {}
}
