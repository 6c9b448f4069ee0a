package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Limits;
import java.time.Duration;
import java.util.Optional;

/// What a caller wants of a token for a web page.
///
/// @param origin of the only pages that may use it; empty: any
/// @param models of those that the customer may use
/// @param limits beside the customer's
record BrowserKeyRequest(
    Duration expiresIn, Optional<String> origin, AllowedModels models, Limits limits) {}
