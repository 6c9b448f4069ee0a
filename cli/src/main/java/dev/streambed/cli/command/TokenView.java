package dev.streambed.cli.command;

import dev.streambed.cli.console.Fields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.NewToken;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.util.List;

/// How tokens are shown: never the token itself, but once.
final class TokenView {

  private TokenView() {}

  /// @param now whether a token has expired depends on it
  static Fields json(ApiKey key, Instant now) {
    return new Fields()
        .text("prefix", key.prefix())
        .text("customerId", key.customer().value())
        .text("status", key.statusAt(now))
        .text("name", key.label())
        .text("createdAt", key.createdAt())
        .text("expiresAt", key.expiresAt().map(Times::second))
        .text("revokedAt", key.revokedAt())
        .flag("browser", key.isBrowsers());
  }

  /// The one place that shows a secret.
  static Fields json(NewToken token) {
    return new Fields()
        .text("token", token.token().reveal())
        .text("prefix", token.token().prefix())
        .text("customerId", token.customer().value())
        .text("name", token.label())
        .text("expiresAt", token.expiresAt().map(Times::second));
  }

  /// A token as it is after a change.
  static Verdict changed(ApiKey key, Instant now) {
    return Verdict.done(
        Answer.of(table(List.of(key), now), json(key, now).build()).withNote(Tokens.WITHIN));
  }

  static List<String> table(List<ApiKey> keys, Instant now) {
    TextTable table =
        new TextTable()
            .words("TOKEN")
            .words("CUSTOMER")
            .words("STATUS")
            .words("NAME")
            .words("CREATED")
            .words("EXPIRES");
    for (ApiKey key : keys) {
      table.row(
          List.of(
              key.prefix() + "…",
              key.customer().value(),
              key.statusAt(now),
              key.label().orElse(key.isBrowsers() ? "(browser)" : ""),
              Times.day(key.createdAt()),
              Times.orNever(key.expiresAt())));
    }
    return table.lines();
  }
}
