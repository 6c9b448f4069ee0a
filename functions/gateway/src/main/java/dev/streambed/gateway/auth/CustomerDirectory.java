package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// API keys and customers, read from the tables or from a cache that is at most a minute old. They
/// are cached separately, so that a second key of the same customer costs one lookup. Thread-safe.
public final class CustomerDirectory {

  private final CustomerTables tables;
  private final LookupCache<ApiKeyRecord> keys;
  private final LookupCache<CustomerTables.CustomerRecord> accounts;

  public CustomerDirectory(CustomerTables tables, InstantSource clock) {
    this.tables = tables;
    this.keys = new LookupCache<>(tables::apiKey, clock);
    this.accounts = new LookupCache<>(tables::customer, clock);
  }

  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be read
  Optional<ApiKeyRecord> apiKey(String hash) {
    return hash.isEmpty() ? Optional.empty() : keys.find(hash);
  }

  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be written
  void putApiKey(ApiKey apiKey, ApiKeyRecord key, Instant now) {
    tables.putApiKey(TableItems.browserKey(apiKey, key, now));
  }

  /// Stores the use of a key if the last one is older than the interval. Without the key in the
  /// cache nothing is stored, and after a failure nothing until the key is looked up again.
  ///
  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be written
  void recordLastUse(String hash, Instant now, Duration interval) {
    Instant before = now.minus(interval);
    Optional<ApiKeyRecord> old = keys.peek(hash).filter(key -> key.lastUsedAt().isBefore(before));
    if (old.isPresent()) {
      keys.replace(hash, old.get().usedAt(now));
      tables.recordLastUse(hash, now, before);
    }
  }

  /// @throws dev.streambed.gateway.aws.AwsException when the table cannot be read
  Optional<CustomerTables.CustomerRecord> customer(CustomerId id) {
    return id.value().isEmpty() ? Optional.empty() : accounts.find(id.value());
  }
}
