package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A model that the key may use.
///
/// @param inputUsd dollars per million input tokens; absent without a price
/// @param outputUsd dollars per million output tokens; absent without a price
record OfferedModel(
    String id, String kind, Optional<BigDecimal> inputUsd, Optional<BigDecimal> outputUsd) {

  // Without large exponents, which would take a computer's memory to write out.
  private static final Pattern PRICE = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?([eE]-\\d)?");

  /// Reads the answer to `GET /models`.
  static List<OfferedModel> read(JsonObject answer) {
    return answer.array("models").stream()
        .flatMap(models -> models.elements().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(model -> model.text("id").isPresent())
        .map(model -> {
          JsonObject prices = model.objectOrEmpty("usdPerMillionTokens");
          return new OfferedModel(
              model.text("id").orElseThrow(),
              model.text("kind").orElse(""),
              price(prices, "input"),
              price(prices, "output"));
        })
        .toList();
  }

  /// The one with the cheapest output of those that write text and whose own format is known.
  static Optional<OfferedModel> cheapest(List<OfferedModel> models) {
    return models.stream()
        .filter(model -> model.kind().equals("text"))
        .filter(model -> model.inputUsd().isPresent() && model.outputUsd().isPresent())
        .filter(model -> Prompt.brief(model.id()).ownFormat().isPresent())
        .min(Comparator.comparing(model -> model.outputUsd().orElseThrow()));
  }

  private static Optional<BigDecimal> price(JsonObject prices, String name) {
    return prices
        .get(name)
        .filter(JsonNumber.class::isInstance)
        .map(value -> ((JsonNumber) value).text())
        .filter(text -> PRICE.matcher(text).matches())
        .map(BigDecimal::new);
  }
}
