package dev.streambed.gateway.price;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The prices of models at one time.
///
/// Reads the format of LiteLLM's public price file: an object with a member for each model, whose
/// members are US dollars per token. See `docs/prices.md`.
public final class PriceBook {

  private static final String BUNDLED = "prices.json";

  private final String version;
  private final Map<String, ModelPrices> models;

  private PriceBook(String version, Map<String, ModelPrices> models) {
    this.version = version;
    this.models = Collections.unmodifiableMap(models);
  }

  /// Parses a price file. Entries of providers other than Bedrock, entries without prices and
  /// members that are not prices are ignored.
  ///
  /// @param version the version that records will name
  /// @throws PriceBookException when it is not a JSON object, has an invalid price, or has no
  ///   prices at all
  public static PriceBook parse(String version, byte[] utf8) {
    return of(version, object(utf8));
  }

  /// The price book that is bundled with the function. Its version is `bundled-` and its date.
  public static PriceBook bundled() {
    try (InputStream file =
        Objects.requireNonNull(PriceBook.class.getResourceAsStream(BUNDLED), BUNDLED)) {
      JsonObject json = object(file.readAllBytes());
      String date = json.objectOrEmpty("about").text("date").orElseThrow();
      return of("bundled-" + date, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The version that records name.
  public String version() {
    return version;
  }

  /// The number of models with prices.
  public int size() {
    return models.size();
  }

  /// Whether the book has an entry for this model, under any of its keys.
  ///
  /// @param modelId an id or an ARN
  /// @param region the Region in which Bedrock is called
  public boolean hasPriceOf(String modelId, String region) {
    return find(modelId, region).isPresent();
  }

  /// The book as a price file, reduced to what is needed.
  public String write() {
    Map<String, Json> members = new LinkedHashMap<>();
    models.forEach((model, prices) -> members.put(model, prices.write()));
    return new JsonObject(members).write();
  }

  /// The prices of a model.
  ///
  /// @param modelId an id or an ARN
  /// @param region the Region in which Bedrock is called
  Optional<ModelPrices> find(String modelId, String region) {
    return ModelPriceKeys.of(modelId, region).stream()
        .map(models::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static PriceBook of(String version, JsonObject json) {
    Map<String, ModelPrices> models = new LinkedHashMap<>();
    json.members()
        .forEach((model, entry) ->
            ModelPricesReader.read(model, entry).ifPresent(prices -> models.put(model, prices)));
    if (models.isEmpty()) {
      throw new PriceBookException("the file has no price of a Bedrock model");
    }
    return new PriceBook(version, models);
  }

  private static JsonObject object(byte[] utf8) {
    try {
      if (Json.read(utf8) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      throw new PriceBookException("the file is not JSON: " + e.getMessage());
    }
    throw new PriceBookException("the file is not a JSON object");
  }
}
