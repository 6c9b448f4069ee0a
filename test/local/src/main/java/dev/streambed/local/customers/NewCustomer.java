package dev.streambed.local.customers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// A customer to create.
///
/// @param id the customer's id
/// @param name the customer's name
/// @param status `active` or `suspended`
/// @param limits exactly these apply; empty for no limit; absent for the function's defaults
/// @param models the models that it may use; absent for every one
/// @param guardrail as `id:version`; absent for the deployment's
/// @param tokenStatus `active`, `deprecated` or `revoked`
/// @param tokenExpiry when the API key expires, in epoch seconds
public record NewCustomer(
    String id,
    String name,
    String status,
    Optional<Map<String, BigDecimal>> limits,
    Optional<List<String>> models,
    Optional<String> guardrail,
    String tokenStatus,
    Optional<Long> tokenExpiry) {

  private static final List<String> KNOWN =
      List.of(
          "customerId",
          "name",
          "status",
          "limits",
          "models",
          "guardrail",
          "tokenStatus",
          "tokenExpiresAt");

  /// An active customer without any limit.
  public static NewCustomer unlimited(String id, String name) {
    return new NewCustomer(
        id,
        name,
        "active",
        Optional.of(Map.of()),
        Optional.empty(),
        Optional.empty(),
        "active",
        Optional.empty());
  }

  /// Reads a customer from JSON.
  ///
  /// @throws IllegalArgumentException with a sentence for the sender
  public static NewCustomer of(JsonNode json, String otherwiseId) {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!KNOWN.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "there is no \"" + member.getKey() + "\"; known are " + KNOWN);
      }
    }
    String id = json.path("customerId").asText(otherwiseId);
    return new NewCustomer(
        id,
        json.path("name").asText(id),
        json.path("status").asText("active"),
        json.has("limits") ? Optional.of(numbers(json.path("limits"))) : Optional.empty(),
        json.has("models") ? Optional.of(texts(json.path("models"))) : Optional.empty(),
        Optional.of(json.path("guardrail").asText()).filter(text -> !text.isEmpty()),
        json.path("tokenStatus").asText("active"),
        json.has("tokenExpiresAt")
            ? Optional.of(json.path("tokenExpiresAt").asLong())
            : Optional.empty());
  }

  private static Map<String, BigDecimal> numbers(JsonNode limits) {
    Map<String, BigDecimal> numbers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      if (!limit.getValue().isNumber()) {
        throw new IllegalArgumentException("the limit " + limit.getKey() + " is not a number");
      }
      numbers.put(limit.getKey(), limit.getValue().decimalValue());
    }
    return numbers;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
