package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the items of the two tables. An attribute of another type counts as absent, except where
/// its absence would allow more.
final class ItemReader {

  private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  /// No page has it.
  private static final String UNREADABLE = "unreadable";

  private ItemReader() {}

  static ApiKeyRecord apiKey(Map<String, AttributeValue> item) {
    return new ApiKeyRecord(
        new CustomerId(text(item, "customerId")),
        ApiKeyRecord.Status.of(text(item, "status")),
        item.containsKey("expiresAt") ? expiry(item) : Instant.MAX,
        kind(item));
  }

  // Either mark of a web page's token makes it one; without a parent it is valid for nobody.
  private static KeyKind kind(Map<String, AttributeValue> item) {
    boolean isOwn = !item.containsKey("parentHash") && !text(item, "kind").equals("browser");
    return isOwn
        ? new KeyKind.Own()
        : new KeyKind.Browser(
            text(item, "parentHash"), origin(item), models(item), ownLimits(item));
  }

  private static Limits ownLimits(Map<String, AttributeValue> item) {
    AttributeValue limits = item.get("limits");
    return limits == null ? Limits.NONE : LimitAttributes.read(limits).withShards(1);
  }

  // Present but no text: it may have been meant to shut somebody out.
  private static Optional<String> origin(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("origin"))
        .map(origin -> Objects.requireNonNullElse(origin.s(), UNREADABLE));
  }

  /// @param defaults of customers whose item has no limits
  static CustomerRecord customer(CustomerId id, Map<String, AttributeValue> item, Limits defaults) {
    AttributeValue limits = item.get("limits");
    Customer customer = new Customer(id, limits(limits, defaults), models(item));
    return new CustomerRecord(customer, text(item, "status").equals("active"));
  }

  // A map is all there is for answers; what else may be asked for is limited in any case.
  private static Limits limits(@Nullable AttributeValue limits, Limits defaults) {
    return limits == null ? defaults : LimitAttributes.read(limits).withDefaults(defaults.rates());
  }

  // Present but no number: it may have been meant to be over.
  private static Instant expiry(Map<String, AttributeValue> item) {
    return number(item, "expiresAt").map(ItemReader::instant).orElse(Instant.MIN);
  }

  // Present but no set: a list of models that we cannot read allows none.
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
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  private static Optional<BigDecimal> number(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(BigDecimal::new);
  }
}
