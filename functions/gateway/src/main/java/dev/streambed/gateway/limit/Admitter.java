package dev.streambed.gateway.limit;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestLimit;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/// Decides whether a customer's request goes on to the model, and counts it if so. Thread-safe.
public final class Admitter {

  private static final String DAY_IS_FULL = "The limit of requests per day is reached.";

  private final Counters counters;
  private final long requestsPerDay;
  private final InstantSource clock;

  /// @param requestsPerDay the limit of customers without limits of their own
  public Admitter(Counters counters, long requestsPerDay, InstantSource clock) {
    this.counters = counters;
    this.requestsPerDay = requestsPerDay;
    this.clock = clock;
  }

  public Admission admit(Customer customer, ModelId model) {
    if (!customer.models().include(model)) {
      return new Admission.Refused(Problem.of(ErrorCode.MODEL_NOT_ALLOWED));
    }
    Instant now = clock.instant();
    return switch (customer.requestLimit()) {
      case RequestLimit.Unlimited() -> admitted(customer, now);
      case RequestLimit.ByDefault() -> count(customer, requestsPerDay, now);
      case RequestLimit.PerDay(long requests) -> count(customer, requests, now);
    };
  }

  private Admission count(Customer customer, long limit, Instant now) {
    DayWindow window = DayWindow.of(now);
    try {
      return limit > 0 && counters.countOne(customer.id(), window, limit)
          ? admitted(customer, now)
          : refused(window, now);
    } catch (SdkException e) {
      Problem problem = Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e));
      return new Admission.Refused(problem);
    }
  }

  private static Admission admitted(Customer customer, Instant now) {
    return new Admission.Admitted(new Permit(customer.id(), now));
  }

  private static Admission refused(DayWindow window, Instant now) {
    Problem problem = Problem.of(ErrorCode.RATE_LIMITED, DAY_IS_FULL);
    return new Admission.Refused(problem.withRetryAfter(window.untilNext(now)));
  }
}
