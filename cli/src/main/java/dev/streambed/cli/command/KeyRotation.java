package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.domain.NewApiKey;
import dev.streambed.cli.tables.ApiKeyWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Puts a new key in the place of an old one.
///
/// @param grace how long the old one works on
/// @param expires when the new one ends; absent: after as long as the old one was meant to live
/// @param label what the new one is called; absent: as the old one
record KeyRotation(
    CommandContext commandContext,
    Instant now,
    Duration grace,
    Optional<KeyExpiryTime> expires,
    Optional<String> label) {

  CommandResult apply(ApiKeyWriter changes, ApiKeyEntry old) {
    if (old.isBrowserKey()) {
      return new CommandResult.Refused(
          "%s is a browser key, and ends by itself: rotate the one it was made from"
              .formatted(old.prefix()));
    }
    if (!old.status().equals(ApiKeyEntry.ACTIVE)) {
      return new CommandResult.Refused(
          "the key %s is %s: only an active one can be rotated"
              .formatted(old.prefix(), old.status()));
    }
    NewApiKey token =
        new NewApiKey(commandContext.newKey(), old.customer(), end(old), label.or(old::label));
    Instant oldEnd = now.plus(grace);
    return switch (changes.rotate(old, token, oldEnd)) {
      case DONE -> CommandResult.done(answer(old, oldEnd, token));
      case NO_CUSTOMER -> CommandResult.customerNotFound(old.customer());
      case CHANGED_MEANWHILE -> KeyCommands.changedMeanwhile(old);
    };
  }

  private Optional<Instant> end(ApiKeyEntry old) {
    return expires
        .map(keyExpiryTime -> keyExpiryTime.resolveAt(now))
        .orElseGet(() -> old.expiresAt().map(end -> now.plus(lifetime(old, end))));
  }

  // Of an old key that somebody made by hand the beginning may be unknown.
  private Duration lifetime(ApiKeyEntry old, Instant end) {
    try {
      Duration meant = Duration.between(Instant.parse(old.createdAt()), end);
      return meant.isPositive() ? meant : grace;
    } catch (DateTimeException | ArithmeticException unknown) {
      return grace;
    }
  }

  private static CommandOutput answer(ApiKeyEntry old, Instant oldEnd, NewApiKey token) {
    Instant end = old.expiresAt().filter(oldEnd::isAfter).orElse(oldEnd);
    return CommandOutput.of(
            List.of(token.apiKey().reveal()),
            KeyView.json(token)
                .text("replaces", old.prefix())
                .text("replacedExpiresAt", TimeFormat.second(end))
                .build())
        .withNote(
            "issued %s for %s, expires: %s"
                .formatted(
                    token.apiKey().prefix(),
                    token.customer().value(),
                    TimeFormat.secondOrNever(token.expiresAt())))
        .withNote("%s works until %s".formatted(old.prefix(), TimeFormat.second(end)))
        .withNote(KeyCommands.SHOWN_ONCE);
  }
}
