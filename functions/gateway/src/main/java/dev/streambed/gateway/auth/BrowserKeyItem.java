package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes the items of tokens for web pages.
final class BrowserKeyItem {

  /// As long as whoever wonders about a call of yesterday's can still see its token.
  private static final Duration KEPT = Duration.ofDays(1);

  private BrowserKeyItem() {}

  static Map<String, AttributeValue> of(ApiKey apiKey, ApiKeyRecord key, Instant createdAt) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("keyHash", text(apiKey.hash()));
    item.put("prefix", text(apiKey.prefix()));
    item.put("customerId", text(key.customerId().value()));
    item.put("status", text("active"));
    item.put("createdAt", text(createdAt.truncatedTo(ChronoUnit.MILLIS).toString()));
    item.put("expiresAt", seconds(key.expiresAt()));
    if (key.kind() instanceof KeyKind.Browser browser) {
      item.put("kind", text("browser"));
      item.put("deleteAt", seconds(key.expiresAt().plus(KEPT)));
      item.put("parentHash", text(browser.parentHash()));
      browser.origin().ifPresent(origin -> item.put("origin", text(origin)));
      if (browser.models() instanceof AllowedModels.Only(Set<String> ids)) {
        item.put("models", AttributeValue.fromSs(List.copyOf(ids)));
      }
      if (!browser.limits().values().isEmpty()) {
        item.put("limits", LimitAttributes.write(browser.limits()));
      }
    }
    return item;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }
}
