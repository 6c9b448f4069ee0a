package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.NewApiKey;
import java.time.Instant;
import java.util.List;

/// How keys are shown: never the key itself, but once.
final class KeyView {

  private KeyView() {}

  /// @param now whether a key has expired depends on it
  static JsonFields json(ApiKeyEntry key, Instant now) {
    return new JsonFields()
        .text("prefix", key.prefix())
        .text("customerId", key.customer().value())
        .text("status", key.statusAt(now))
        .text("name", key.label())
        .text("createdAt", key.createdAt())
        .text("expiresAt", key.expiresAt().map(TimeFormat::second))
        .text("revokedAt", key.revokedAt())
        .flag("browser", key.isBrowserKey());
  }

  /// The one place that shows a secret.
  static JsonFields json(NewApiKey token) {
    return new JsonFields()
        .text("token", token.apiKey().reveal())
        .text("prefix", token.apiKey().prefix())
        .text("customerId", token.customer().value())
        .text("name", token.label())
        .text("expiresAt", token.expiresAt().map(TimeFormat::second));
  }

  /// A key as it is after a change.
  static CommandResult changed(ApiKeyEntry key, Instant now) {
    return CommandResult.done(
        CommandOutput.of(table(List.of(key), now), json(key, now).build())
            .withNote(KeyCommands.TAKES_EFFECT_SOON));
  }

  static List<String> table(List<ApiKeyEntry> keys, Instant now) {
    TextTable table =
        new TextTable()
            .textColumn("KEY")
            .textColumn("CUSTOMER")
            .textColumn("STATUS")
            .textColumn("NAME")
            .textColumn("CREATED")
            .textColumn("EXPIRES");
    for (ApiKeyEntry key : keys) {
      table.row(
          List.of(
              key.prefix() + "…",
              key.customer().value(),
              key.statusAt(now),
              key.label().orElse(key.isBrowserKey() ? "(browser)" : ""),
              TimeFormat.day(key.createdAt()),
              TimeFormat.secondOrNever(key.expiresAt())));
    }
    return table.lines();
  }
}
