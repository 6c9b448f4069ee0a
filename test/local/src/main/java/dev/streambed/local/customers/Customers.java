package dev.streambed.local.customers;

import dev.streambed.local.tables.Tables;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Creates customers and their API keys. Thread-safe.
public final class Customers {

  private final Tables tables;
  private final String customers;
  private final String apiKeys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Customers(Tables tables, String customers, String apiKeys, Clock clock) {
    this.tables = tables;
    this.customers = customers;
    this.apiKeys = apiKeys;
    this.clock = clock;
  }

  /// Finds the tables `customers` and `api-keys`.
  ///
  /// @return nothing when the template declares no such tables
  public static Optional<Customers> in(Tables tables, Clock clock) {
    return tables
        .withKey("customerId")
        .flatMap(customers ->
            tables
                .withKey("keyHash")
                .map(apiKeys -> new Customers(tables, customers, apiKeys, clock)));
  }

  /// Creates a customer with one API key.
  public ApiKey add(NewCustomer customer) {
    ApiKey apiKey = ApiKey.random(random);
    tables.put(customers, item(customer));
    tables.put(apiKeys, item(customer, apiKey));
    return apiKey;
  }

  private Map<String, AttributeValue> item(NewCustomer customer) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerId", text(customer.id()));
    item.put("name", text(customer.name()));
    item.put("status", text(customer.status()));
    item.put("createdAt", text(clock.instant().toString()));
    customer.limits().ifPresent(limits -> item.put("limits", numbers(limits)));
    customer
        .models()
        .filter(models -> !models.isEmpty())
        .ifPresent(models -> item.put("models", texts(models)));
    customer.guardrail().ifPresent(guardrail -> item.put("guardrail", text(guardrail)));
    return item;
  }

  private Map<String, AttributeValue> item(NewCustomer customer, ApiKey apiKey) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("keyHash", text(apiKey.hash()));
    item.put("customerId", text(customer.id()));
    item.put("prefix", text(apiKey.prefix()));
    item.put("status", text(customer.tokenStatus()));
    item.put("createdAt", text(clock.instant().toString()));
    customer
        .tokenExpiry()
        .ifPresent(expiry -> item.put("expiresAt", AttributeValue.fromN(expiry.toString())));
    return item;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue texts(List<String> values) {
    return AttributeValue.fromSs(values);
  }

  private static AttributeValue numbers(Map<String, BigDecimal> values) {
    Map<String, AttributeValue> map = new HashMap<>();
    values.forEach((name, value) -> map.put(name, AttributeValue.fromN(value.toPlainString())));
    return AttributeValue.fromM(map);
  }
}
