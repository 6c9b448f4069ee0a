package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads items of the tables `api-keys` and `customers`, and writes those of browser keys. An
/// attribute of the wrong type counts as absent, except where its absence would allow more.
final class TableItems {

  private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  /// How long the item of an expired browser key is kept, for questions about earlier calls.
  private static final Duration KEPT = Duration.ofDays(1);

  private static final int LONGEST_KEY_ID = 16;

  /// Matches no origin.
  private static final String UNREADABLE = "unreadable";

  static final String LAST_USED_AT = "lastUsedAt";

  private TableItems() {}

  static ApiKeyRecord apiKey(Map<String, AttributeValue> item) {
    return new ApiKeyRecord(
        new CustomerId(text(item, "customerId")),
        ApiKeyRecord.Status.of(text(item, "status")),
        item.containsKey("expiresAt") ? expiry(item) : Instant.MAX,
        kind(item),
        attribution(item),
        lastUse(item));
  }

  private static Instant lastUse(Map<String, AttributeValue> item) {
    try {
      return Instant.parse(text(item, LAST_USED_AT));
    } catch (DateTimeParseException _) {
      return Instant.MIN;
    }
  }

  // The id is part of a reservation, which has a separator.
  private static Attribution attribution(Map<String, AttributeValue> item) {
    String prefix = text(item, "prefix");
    return new Attribution(isKeyId(prefix) ? prefix : "", text(item, "name"));
  }

  private static boolean isKeyId(String prefix) {
    for (int at = 0; at < prefix.length(); at++) {
      char character = prefix.charAt(at);
      boolean isAscii = character < 128;
      if (!isAscii || !(Character.isLetterOrDigit(character) || "_-".indexOf(character) >= 0)) {
        return false;
      }
    }
    return !prefix.isEmpty() && prefix.length() <= LONGEST_KEY_ID;
  }

  // Either attribute marks a browser key; without a parent, it is never valid.
  private static KeyKind kind(Map<String, AttributeValue> item) {
    boolean isOwn = !item.containsKey("parentHash") && !text(item, "kind").equals("browser");
    return isOwn
        ? new KeyKind.Own(LimitsAttributeConverter.maxTokensReserved(item))
        : new KeyKind.Browser(
            text(item, "parentHash"), origin(item), models(item), ownLimits(item));
  }

  private static Limits ownLimits(Map<String, AttributeValue> item) {
    AttributeValue limits = item.get("limits");
    return limits == null ? Limits.NONE : LimitsAttributeConverter.read(limits);
  }

  // Present but not a string: it may have been meant to restrict the key.
  private static Optional<String> origin(Map<String, AttributeValue> item) {
    AttributeValue origin = item.get("origin");
    return origin == null
        ? Optional.empty()
        : Optional.of(Objects.requireNonNullElse(origin.s(), UNREADABLE));
  }

  /// @param defaults limits of customers whose item has none
  static CustomerTables.CustomerRecord customer(
      CustomerId id, Map<String, AttributeValue> item, Limits defaults) {
    AttributeValue limits = item.get("limits");
    Customer customer =
        new Customer(id, limits(limits, defaults), models(item)).withGuardrail(guardrail(item));
    return new CustomerTables.CustomerRecord(customer, text(item, "status").equals("active"));
  }

  // Present but not a guardrail: it was meant to be one.
  private static Optional<RequiredGuardrail> guardrail(Map<String, AttributeValue> item) {
    return item.containsKey("guardrail")
        ? RequiredGuardrail.of(text(item, "guardrail"))
            .or(() -> Optional.of(RequiredGuardrail.UNREADABLE))
        : Optional.empty();
  }

  // A map replaces the limits on model requests completely; rate limits always apply.
  private static Limits limits(@Nullable AttributeValue limits, Limits defaults) {
    return limits == null
        ? defaults
        : LimitsAttributeConverter.read(limits).withDefaults(defaults.rates());
  }

  // Present but not a number: it may have been meant to be in the past.
  private static Instant expiry(Map<String, AttributeValue> item) {
    return number(item, "expiresAt").map(TableItems::instant).orElse(Instant.MIN);
  }

  // Present but not a set: an unreadable list of models allows none.
  private static AllowedModels models(Map<String, AttributeValue> item) {
    AttributeValue models = item.get("models");
    return models == null
        ? new AllowedModels.Every()
        : new AllowedModels.Only(Set.copyOf(models.ss()));
  }

  private static Instant instant(BigDecimal epochSeconds) {
    return Instant.ofEpochSecond(epochSeconds.max(BigDecimal.ZERO).min(LATEST).longValue());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    String text = value == null ? null : value.s();
    return text == null ? "" : text;
  }

  private static Optional<BigDecimal> number(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(BigDecimal::new);
  }

  /// The item of a browser key.
  static Map<String, AttributeValue> browserKey(
      ApiKey apiKey, ApiKeyRecord key, Instant createdAt) {
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
        item.put("limits", LimitsAttributeConverter.write(browser.limits()));
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
