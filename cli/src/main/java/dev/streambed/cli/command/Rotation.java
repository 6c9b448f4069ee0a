package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.NewToken;
import dev.streambed.cli.vocabulary.Until;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Puts a new token in the place of an old one.
///
/// @param grace how long the old one works on
/// @param expires when the new one ends; absent: after as long as the old one was meant to live
/// @param label what the new one is called; absent: as the old one
record Rotation(
    Desk desk, Instant now, Duration grace, Optional<Until> expires, Optional<String> label) {

  Verdict apply(ApiKeyChanges changes, ApiKey old) {
    if (old.isBrowsers()) {
      return new Verdict.Refused(
          "%s is a browser's token, and ends by itself: rotate the one it was made from"
              .formatted(old.prefix()));
    }
    if (!old.status().equals(ApiKey.ACTIVE)) {
      return new Verdict.Refused(
          "the token %s is %s: only an active one can be rotated"
              .formatted(old.prefix(), old.status()));
    }
    NewToken token = new NewToken(desk.newToken(), old.customer(), end(old), label.or(old::label));
    Instant oldEnd = now.plus(grace);
    return switch (changes.rotate(old, token, oldEnd)) {
      case DONE -> Verdict.done(answer(old, oldEnd, token));
      case NO_CUSTOMER -> Verdict.noCustomer(old.customer());
      case CHANGED_MEANWHILE -> Tokens.changedMeanwhile(old);
    };
  }

  private Optional<Instant> end(ApiKey old) {
    return expires
        .map(until -> until.from(now))
        .orElseGet(() -> old.expiresAt().map(end -> now.plus(lifetime(old, end))));
  }

  // Of an old token that somebody made by hand the beginning may be unknown.
  private Duration lifetime(ApiKey old, Instant end) {
    try {
      Duration meant = Duration.between(Instant.parse(old.createdAt()), end);
      return meant.isPositive() ? meant : grace;
    } catch (DateTimeException | ArithmeticException unknown) {
      return grace;
    }
  }

  private static Answer answer(ApiKey old, Instant oldEnd, NewToken token) {
    Instant end = old.expiresAt().filter(oldEnd::isAfter).orElse(oldEnd);
    return Answer.of(
            List.of(token.token().reveal()),
            TokenView.json(token)
                .text("replaces", old.prefix())
                .text("replacedExpiresAt", Times.second(end))
                .build())
        .withNote(
            "issued %s for %s, expires: %s"
                .formatted(
                    token.token().prefix(),
                    token.customer().value(),
                    Times.orNever(token.expiresAt())))
        .withNote("%s works until %s".formatted(old.prefix(), Times.second(end)))
        .withNote(Tokens.SHOWN_ONCE);
  }
}
