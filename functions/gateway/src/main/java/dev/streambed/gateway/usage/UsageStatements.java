package dev.streambed.gateway.usage;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ItemPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Map;

/// Reports to customers what they have used. Thread-safe.
public final class UsageStatements {

  /// 1 MB each, some 1,500 records: bounds what one statement may cost the operator.
  static final int MOST_PAGES = 100;

  /// Less than API Gateway's timeout.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Problem TOO_MUCH =
      Problem.of(
          ErrorCode.INVALID_REQUEST,
          "There are too many records between from and to; ask for less at once.");

  private final UsageTable records;
  private final InstantSource clock;

  public UsageStatements(UsageTable records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /// Builds this from the table `usage`.
  public static UsageStatements of(GatewayDependencies gatewayDependencies) {
    UsageTable records =
        new UsageTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().usage());
    return new UsageStatements(records, gatewayDependencies.clock());
  }

  /// Sums up a customer's records.
  ///
  /// @param parameters `from` and `to`; by default, this month until now
  /// @param deadline when the statement must be complete
  public Statement of(CustomerId customer, Map<String, String> parameters, Deadline deadline) {
    return switch (new PeriodReader(clock.instant()).read(parameters)) {
      case PeriodReader.Result.Invalid(Problem problem) -> new Statement.Refused(problem);
      case PeriodReader.Result.Valid(Period period) -> failClosed(customer, period, deadline);
    };
  }

  private Statement failClosed(CustomerId customer, Period period, Deadline deadline) {
    try {
      Deadline sooner = Deadline.in(LONGEST, clock).orSooner(deadline.at());
      return of(customer, period, sooner);
    } catch (AwsException e) {
      Problem problem = Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName());
      return new Statement.Refused(problem);
    }
  }

  private Statement of(CustomerId customer, Period period, Deadline deadline) {
    UsageSums usageSums = new UsageSums();
    int pages = 0;
    for (YearMonth month : period.months()) {
      Map<String, AttributeValue> next = Map.of();
      do {
        if (pages++ == MOST_PAGES || deadline.hasPassed() || usageSums.isTooLarge()) {
          return new Statement.Refused(TOO_MUCH);
        }
        ItemPage page = records.page(customer, month, period, next);
        page.items().forEach(usageSums::add);
        next = page.lastEvaluatedKey();
      } while (!next.isEmpty());
    }
    byte[] json = usageSums.of(period).write().getBytes(StandardCharsets.UTF_8);
    return new Statement.Available(Payload.of(json));
  }

  /// A usage statement, or why it was refused.
  public sealed interface Statement {

    record Available(Payload json) implements Statement {}

    record Refused(Problem problem) implements Statement {}
  }
}
