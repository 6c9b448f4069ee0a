package dev.streambed.cli.command;

import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.CustomerTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// How much of a list is wanted.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListOptions {

  private static final long USUAL = 50;
  private static final long MOST = 1000;

  @Option(
      names = "--limit",
      order = 30,
      paramLabel = "N",
      description = "At most so many, up to " + MOST + ". Default: " + USUAL)
  private Optional<Long> limit;

  @Option(
      names = "--next",
      order = 31,
      paramLabel = "NEXT",
      description = "Goes on where the page ended that said this.")
  private Optional<String> next;

  @Option(names = "--all", order = 32, description = "All of them, sorted.")
  private boolean all;

  void check(StackOptions place) {
    if (all && (limit.isPresent() || next.isPresent())) {
      throw place.usageError("--all does not go with --limit and --next");
    }
    if (limit.filter(number -> number < 1 || number > MOST).isPresent()) {
      throw place.usageError("--limit is 1 to " + MOST + ", not " + limit.get());
    }
    if (next.filter(text -> !CustomerTable.isCursor(text)).isPresent()) {
      throw place.usageError("--next is not what a list said");
    }
  }

  <T> Page<T> page(BiFunction<Integer, Optional<String>, Page<T>> some, Supplier<List<T>> every) {
    return all
        ? new Page<>(every.get(), Optional.empty())
        : some.apply(limit.orElse(USUAL).intValue(), next);
  }
}
