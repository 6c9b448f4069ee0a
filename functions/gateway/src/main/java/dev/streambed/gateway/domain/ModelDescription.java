package dev.streambed.gateway.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model that a caller may use.
///
/// @param id the id that callers send
/// @param name the display name: `Claude Haiku 4.5`
/// @param provider the display name of the provider: `Anthropic`; empty when the id does not show
///   it
/// @param kind the output modality: `text`, `embedding`, `image`, `video`, `speech` or `ranking`
/// @param usdPerMillionTokens US dollars per million tokens, by the use of a token (`input`,
///   `output`, `cacheRead`, `cacheWrite`, `cacheWrite1h`); empty when the price book in use has no
///   token price for the model
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
