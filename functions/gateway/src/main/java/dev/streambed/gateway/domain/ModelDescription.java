package dev.streambed.gateway.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The description of a model that a caller may use.
///
/// @param id what the caller names the model by
/// @param name for people: `Claude Haiku 4.5`
/// @param provider for people: `Anthropic`; empty when the id does not tell
/// @param kind what it makes: `text`, `embedding`, `image`, `video`, `speech` or `ranking`
/// @param usdPerMillionTokens price by what a token is used for (`input`, `output`, `cacheRead`,
///   `cacheWrite`, `cacheWrite1h`); empty when the price book in use has no price of it by tokens
public record ModelDescription(
    ModelId id,
    String name,
    String provider,
    String kind,
    Map<String, BigDecimal> usdPerMillionTokens) {

  public ModelDescription {
    usdPerMillionTokens = Collections.unmodifiableMap(new LinkedHashMap<>(usdPerMillionTokens));
  }
}
