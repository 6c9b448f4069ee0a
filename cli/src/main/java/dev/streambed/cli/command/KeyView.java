package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.gateway.domain.Limits;
import java.time.Instant;
import java.util.List;

/// Formats API keys. Only [#json(ApiKey.New)] shows a secret.
final class KeyView {

  private KeyView() {}

  /// @param now decides whether the key is shown as expired
  static JsonFields json(ApiKeyEntry key, Instant now) {
    return new JsonFields()
        .text("prefix", key.prefix())
        .text("customerId", key.customer().value())
        .text("status", key.statusAt(now))
        .text("name", key.label())
        .text("createdAt", key.createdAt())
        .text("expiresAt", key.expiresAt().map(ValueFormat::second))
        .text("revokedAt", key.revokedAt())
        .text("lastUsedAt", key.lastUsedAt())
        .number(Limits.MAX_TOKENS_RESERVED, key.maxTokensReserved())
        .flag("browser", key.isBrowserKey());
  }

  /// A new key with its secret.
  static JsonFields json(ApiKey.New key) {
    return new JsonFields()
        .text("token", key.apiKey().reveal())
        .text("prefix", key.apiKey().prefix())
        .text("customerId", key.customer().value())
        .text("name", key.label())
        .text("expiresAt", key.expiresAt().map(ValueFormat::second))
        .number(Limits.MAX_TOKENS_RESERVED, key.maxTokensReserved());
  }

  /// A note about a new key, without its secret.
  static String issued(ApiKey.New key) {
    return "issued %s for %s, expires: %s"
        .formatted(
            key.apiKey().prefix(),
            key.customer().value(),
            ValueFormat.secondOrNever(key.expiresAt()));
  }

  static List<String> table(List<ApiKeyEntry> keys, Instant now) {
    TextTable table =
        new TextTable()
            .textColumn("KEY")
            .textColumn("CUSTOMER")
            .textColumn("STATUS")
            .textColumn("NAME")
            .textColumn("CREATED")
            .textColumn("LAST USED")
            .textColumn("EXPIRES")
            .numberColumn("RESERVES");
    for (ApiKeyEntry key : keys) {
      table.row(
          List.of(
              key.prefix() + "…",
              key.customer().value(),
              key.statusAt(now),
              key.label().orElse(key.isBrowserKey() ? "(browser)" : ""),
              ValueFormat.day(key.createdAt()),
              key.lastUsedAt().orElse(key.isBrowserKey() ? "" : "-"),
              ValueFormat.secondOrNever(key.expiresAt()),
              key.maxTokensReserved().map(String::valueOf).orElse("")));
    }
    return table.lines();
  }
}
