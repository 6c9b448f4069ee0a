package dev.streambed.gateway.price;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads one entry of a price file, and checks its prices.
final class ModelPricesReader {

  private static final Set<String> PROVIDERS = Set.of("bedrock", "bedrock_converse");

  private static final List<String> PRICES =
      List.of("input_cost_per_", "output_cost_per_", "cache_read_input_", "cache_creation_input_");

  /// Prices of batch inference, which the gateway does not use.
  private static final String BATCH_SUFFIX = "_batches";

  /// The most output tokens of the model. Not a price; an invalid value is ignored.
  static final String MAX_OUTPUT_TOKENS = "max_output_tokens";

  private static final int MOST_DECIMALS = 30;

  private final String model;

  private ModelPricesReader(String model) {
    this.model = model;
  }

  /// The prices of an entry; empty when it belongs to another provider or has no prices.
  ///
  /// @throws PriceBookException when a price is invalid
  static Optional<ModelPrices> read(String model, Json entry) {
    return entry instanceof JsonObject object && isOfBedrock(object)
        ? new ModelPricesReader(model).read(object)
        : Optional.empty();
  }

  private static boolean isOfBedrock(JsonObject entry) {
    return !entry.has("litellm_provider")
        || entry.text("litellm_provider").filter(PROVIDERS::contains).isPresent();
  }

  private Optional<ModelPrices> read(JsonObject entry) {
    Map<String, BigDecimal> prices = new TreeMap<>();
    entry
        .members()
        .forEach((name, value) -> {
          if (isPrice(name) && !(value instanceof JsonNull)) {
            prices.put(name, price(name, value));
          }
        });
    // Price files have zeros for unknown prices, so an entry with only zeros is not treated as
    // free.
    boolean anything = prices.values().stream().anyMatch(price -> price.signum() > 0);
    return anything
        ? Optional.of(new ModelPrices(prices, entry.number(MAX_OUTPUT_TOKENS).orElse(0)))
        : Optional.empty();
  }

  private static boolean isPrice(String name) {
    return PRICES.stream().anyMatch(name::startsWith) && !name.endsWith(BATCH_SUFFIX);
  }

  private BigDecimal price(String name, Json value) {
    if (!(value instanceof JsonNumber(String text))) {
      throw wrong(name, "is not a number");
    }
    BigDecimal price = new BigDecimal(text);
    if (price.signum() < 0) {
      throw wrong(name, "is negative: " + text);
    }
    if (price.precision() - price.scale() > MOST_DECIMALS || price.scale() > MOST_DECIMALS) {
      throw wrong(name, "is out of range: " + text);
    }
    if (name.contains("token") && price.compareTo(BigDecimal.ONE) >= 0) {
      throw wrong(name, "is in dollars per token, not per thousand or million: " + text);
    }
    return price;
  }

  private PriceBookException wrong(String name, String what) {
    return new PriceBookException(name + " of " + model + " " + what);
  }
}
