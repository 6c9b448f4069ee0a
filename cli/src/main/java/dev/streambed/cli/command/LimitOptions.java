package dev.streambed.cli.command;

import dev.streambed.cli.domain.Limit;
import dev.streambed.gateway.domain.RateLimit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// One option for each limit that a customer can have. The gateway's lists of limits decide which
/// they are, so that a new limit by the minute needs nothing here.
final class LimitOptions {

  private static final int FIRST_ORDER = 10;

  private LimitOptions() {}

  static CommandLine addTo(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    for (var limit : dev.streambed.gateway.domain.Limit.values()) {
      add(command, Limit.of(limit), description(limit));
    }
    for (RateLimit limit : RateLimit.values()) {
      add(command, Limit.of(limit), "Limits " + limit.description() + " in a minute.");
    }
    add(
        command,
        Limit.MAX_TOKENS_RESERVED,
        "The most output tokens that a request reserves of --tokens-per-minute. What it uses counts"
            + " in full when it ends. Default: all that it may need.");
    return line;
  }

  /// The limits among the arguments of a command.
  static Map<Limit, BigDecimal> given(CommandSpec command, StackOptions stackOptions) {
    Map<Limit, BigDecimal> given = new LinkedHashMap<>();
    for (Limit limit : Limit.all()) {
      Object value = command.findOption(limit.option()).getValue();
      if (value instanceof Number number) {
        given.put(limit, new BigDecimal(number.toString()));
      }
    }
    return given;
  }

  private static void add(CommandSpec command, Limit limit, String description) {
    boolean isDollars = limit.equals(Limit.USD_PER_MONTH);
    command.addOption(
        OptionSpec.builder("--" + limit.option())
            .order(FIRST_ORDER + Limit.all().indexOf(limit))
            .paramLabel(isDollars ? "USD" : "N")
            .type(isDollars ? BigDecimal.class : Long.class)
            .description(description)
            .build());
  }

  private static String description(dev.streambed.gateway.domain.Limit limit) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> "Limits requests in a minute; 0 admits none.";
      case REQUESTS_PER_DAY -> "Limits requests in a day (UTC).";
      case TOKENS_PER_MINUTE -> "Limits input and output tokens in a minute.";
      case USD_PER_MONTH -> "Limits the cost in a month (UTC), in dollars.";
      case CONCURRENT_ANSWERS -> "Limits answers that run at the same time.";
    };
  }
}
