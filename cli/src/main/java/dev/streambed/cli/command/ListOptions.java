package dev.streambed.cli.command;

import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.CustomerTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// The options of commands that list something in pages.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListOptions {

  private static final long DEFAULT_LIMIT = 50;
  private static final long MAX_LIMIT = 1000;

  @Option(
      names = "--limit",
      order = 30,
      paramLabel = "N",
      description = "The size of a page, up to " + MAX_LIMIT + ". Default: " + DEFAULT_LIMIT)
  private Optional<Long> limit;

  @Option(
      names = "--next",
      order = 31,
      paramLabel = "NEXT",
      description = "Continues after a page: the value that was shown with it.")
  private Optional<String> next;

  @Option(names = "--all", order = 32, description = "Lists everything, sorted.")
  private boolean all;

  void check(StackOptions stackOptions) {
    if (all && (limit.isPresent() || next.isPresent())) {
      throw stackOptions.usageError("--all does not go with --limit and --next");
    }
    if (limit.filter(number -> number < 1 || number > MAX_LIMIT).isPresent()) {
      throw stackOptions.usageError("--limit is 1 to " + MAX_LIMIT + ", not " + limit.get());
    }
    if (next.filter(text -> !CustomerTable.isCursor(text)).isPresent()) {
      throw stackOptions.usageError("--next is not what a list said");
    }
  }

  <T> Page<T> page(BiFunction<Integer, Optional<String>, Page<T>> page, Supplier<List<T>> every) {
    return all
        ? new Page<>(every.get(), Optional.empty())
        : page.apply(limit.orElse(DEFAULT_LIMIT).intValue(), next);
  }
}
