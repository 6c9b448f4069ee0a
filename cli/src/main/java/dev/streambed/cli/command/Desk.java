package dev.streambed.cli.command;

import dev.streambed.cli.console.Console;
import dev.streambed.cli.place.Target;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Token;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What every command works with.
///
/// @param opener finds the tables
/// @param random makes tokens; nobody can foretell it
public record Desk(
    Function<Target, Tables> opener, InstantSource clock, RandomGenerator random, Console console) {

  /// Opens the tables, works on them, tells the verdict.
  ///
  /// @return the exit code
  int serve(PlaceOptions place, Function<Tables, Verdict> work) {
    Target target = place.target();
    try (Tables tables = opener.apply(target)) {
      return console.tell(work.apply(tables), place.isJson());
    }
  }

  /// To the millisecond, as the gateway writes times.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Token newToken() {
    return Token.random(random);
  }
}
