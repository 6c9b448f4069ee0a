package dev.streambed.gateway.price;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The prices of one model.
///
/// @param dollars US dollars per unit, by the name of the member in the price file
/// @param maxOutputTokens the most output tokens of the model; 0 when the file does not list it
record ModelPrices(Map<String, BigDecimal> dollars, long maxOutputTokens) {

  private static final Pattern THRESHOLD = Pattern.compile("_above_(\\d{1,9})k_tokens");

  ModelPrices {
    dollars = new TreeMap<>(dollars);
    maxOutputTokens = Math.max(0, maxOutputTokens);
  }

  /// The cost of an answer in US dollars; empty when a required price is missing.
  Optional<BigDecimal> costOf(Usage.Counted usage) {
    if (!isByTokenAlone()) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    String suffix = contextSuffix(usage) + tierSuffix(usage.serviceTier());
    for (TokenKind kind : TokenKind.values()) {
      long count = kind.count(usage);
      if (count > 0) {
        BigDecimal price = dollars.get(kind.field() + suffix);
        if (price == null) {
          return Optional.empty();
        }
        sum = sum.add(price.multiply(BigDecimal.valueOf(count)));
      }
    }
    return Optional.of(sum);
  }

  JsonObject write() {
    Map<String, Json> members = new LinkedHashMap<>();
    dollars.forEach((name, price) -> members.put(name, new JsonNumber(price.toString())));
    if (maxOutputTokens > 0) {
      members.put(ModelPricesReader.MAX_OUTPUT_TOKENS, JsonNumber.of(maxOutputTokens));
    }
    return new JsonObject(members);
  }

  /// Prices per image, second or query: Bedrock does not report their number, and tokens with
  /// another price cannot be told from text tokens.
  boolean isByTokenAlone() {
    return dollars.entrySet().stream()
        .filter(price -> price.getValue().signum() > 0)
        .allMatch(price -> isOfKnownKind(price.getKey()) || isPriceOfText(price));
  }

  private static boolean isOfKnownKind(String name) {
    return Arrays.stream(TokenKind.values())
        .map(TokenKind::field)
        .anyMatch(field -> name.equals(field) || name.startsWith(field + "_"));
  }

  // `input_cost_per_image_token`, `output_cost_per_reasoning_token`: allowed if they have the same
  // price as text.
  private boolean isPriceOfText(Map.Entry<String, BigDecimal> price) {
    String text = price.getKey().replaceFirst("_per_[a-z]+_token", "_per_token");
    BigDecimal priceOfText = dollars.get(text);
    return !text.equals(price.getKey())
        && priceOfText != null
        && priceOfText.compareTo(price.getValue()) == 0;
  }

  /// The context with the highest threshold that the input exceeds; its prices then apply to all
  /// tokens.
  private String contextSuffix(Usage.Counted usage) {
    long input = usage.input() + usage.cacheRead() + usage.cacheWrite();
    OptionalLong passed = thresholds().filter(thousands -> input > thousands * 1000).max();
    return passed.isPresent() ? above(passed.getAsLong()) : "";
  }

  /// The input lengths, in thousands of tokens, above which other prices apply.
  LongStream thresholds() {
    return dollars.keySet().stream()
        .map(THRESHOLD::matcher)
        .filter(Matcher::find)
        .mapToLong(threshold -> Long.parseLong(threshold.group(1)))
        .distinct();
  }

  static String above(long thousands) {
    return "_above_" + thousands + "k_tokens";
  }

  // Reserved capacity is paid by the hour: it has no suffix, and so no price.
  static String tierSuffix(String tier) {
    return tier.isEmpty() || tier.equals("default") ? "" : "_" + tier;
  }
}
