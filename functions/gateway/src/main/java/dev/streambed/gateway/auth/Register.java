package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Tokens and customers, of the tables or as they were at most a minute ago. Kept apart, so that a
/// second token of a customer costs one lookup, and so that each is of its own age. Thread-safe.
public final class Register {

  private final CallerTables tables;
  private final Lookups<ApiKey> keys;
  private final Lookups<Account> accounts;

  public Register(CallerTables tables, InstantSource clock) {
    this.tables = tables;
    this.keys = new Lookups<>(tables::apiKey, clock);
    this.accounts = new Lookups<>(tables::account, clock);
  }

  /// @throws SdkException when the table cannot be read
  Optional<ApiKey> key(String hash) {
    return hash.isEmpty() ? Optional.empty() : keys.find(hash);
  }

  /// @throws SdkException when the table cannot be written
  void issue(Token token, ApiKey key, Instant now) {
    tables.put(KeyItem.of(token, key, now));
  }

  /// @throws SdkException when the table cannot be read
  Optional<Account> account(CustomerId id) {
    return id.value().isEmpty() ? Optional.empty() : accounts.find(id.value());
  }
}
