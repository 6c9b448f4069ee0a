package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.TokenEstimate;
import java.time.Duration;
import java.util.OptionalLong;

/// The problems of refused requests.
final class LimitProblems {

  private static final String NO_PRICE =
      "This model, or a cache or service tier that is asked for, has no price here, and this customer"
          + " has a budget: it cannot be held to it.";
  private static final String ID_IN_USE = "An answer with this request id is still running.";

  /// The end of a running answer is not known.
  private static final Duration DUPLICATE_ID_RETRY = Duration.ofSeconds(5);

  private LimitProblems() {}

  /// A limit is reached, and has room again later.
  static Problem limitReached(Limit limit, Duration untilReset) {
    Problem problem = Problem.of(code(limit), sentence(limit));
    return problem.withLimit(limit).withRetryAfter(untilReset);
  }

  /// A limit does not cover the request now.
  ///
  /// @param largest the largest maximum of output tokens that would fit
  static Problem limitReached(Limit limit, Duration untilReset, OptionalLong largest) {
    Problem problem = limitReached(limit, untilReset);
    return largest.isEmpty()
        ? problem
        : problem
            .withSentence(problem.sentence() + " " + wouldFit(largest.getAsLong(), " now"))
            .withMaxTokens(largest);
  }

  /// A single request exceeds the limit, so that waiting does not help. An exception is a limit of
  /// 0 on requests or answers, which is reported like any other.
  ///
  /// @param needed what the request may need
  /// @param most the most that any request may need
  /// @param largest the largest maximum of output tokens that would fit
  static Problem aboveWholeLimit(
      Limit limit, Reservation needed, long most, Duration untilReset, OptionalLong largest) {
    return switch (limit) {
      case TOKENS_PER_MINUTE ->
          tooLarge(ErrorCode.REQUEST_TOO_LARGE, tooManyTokens(needed, most), limit, largest);
      case USD_PER_MONTH ->
          tooLarge(ErrorCode.BUDGET_EXCEEDED, tooManyDollars(needed, most), limit, largest);
      case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_ANSWERS ->
          limitReached(limit, untilReset);
    };
  }

  private static Problem tooLarge(
      ErrorCode code, String sentence, Limit limit, OptionalLong largest) {
    String remedy =
        largest.isPresent()
            ? wouldFit(largest.getAsLong(), "")
            : "The prompt alone may need as much: send less.";
    return Problem.of(code, sentence + " " + remedy).withLimit(limit).withMaxTokens(largest);
  }

  /// For the lists of the customer and the deployment; what the function itself may use is decided
  /// by IAM.
  static Problem modelNotAllowed(ModelId model, Customer customer) {
    boolean isTokens = !customer.browserKeyModels().include(model);
    String whose = isTokens ? "of this token" : "of this customer";
    return Problem.of(
            ErrorCode.MODEL_NOT_ALLOWED,
            "The model "
                + model.shortened()
                + " is not on the list of models "
                + whose
                + ". GET /models lists those that may be used.")
        .withDiagnosis(Diagnosis.of(isTokens ? "not_on_list_of_token" : "not_on_list_of_customer"));
  }

  static Problem noPrice() {
    return Problem.of(ErrorCode.MODEL_NOT_ALLOWED, NO_PRICE).withLimit(Limit.USD_PER_MONTH);
  }

  static Problem idInUse() {
    return Problem.of(ErrorCode.DUPLICATE_ID, ID_IN_USE).withRetryAfter(DUPLICATE_ID_RETRY);
  }

  private static ErrorCode code(Limit limit) {
    return limit.unit() == Limit.Unit.NANO_DOLLARS
        ? ErrorCode.BUDGET_EXCEEDED
        : ErrorCode.RATE_LIMITED;
  }

  private static String sentence(Limit limit) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> "The limit of requests per minute is reached.";
      case REQUESTS_PER_DAY -> "The limit of requests per day is reached.";
      case TOKENS_PER_MINUTE -> "The limit of tokens per minute does not cover this request now.";
      case USD_PER_MONTH -> "What is left of the month's budget does not cover this request.";
      case CONCURRENT_ANSWERS -> "The limit of answers at the same time is reached.";
    };
  }

  private static String tooManyTokens(Reservation needed, long most) {
    TokenEstimate estimate = needed.tokenEstimate();
    return "This request may need %d tokens, %d for its prompt and %d for its answer, and %d in a minute is the most for one request."
        .formatted(estimate.tokens(), estimate.inputTokens(), estimate.outputTokens(), most);
  }

  private static String tooManyDollars(Reservation needed, long most) {
    return "This request may cost %s dollars, and %s of a month's budget is the most for one request."
        .formatted(
            Limit.USD_PER_MONTH.format(needed.nanoDollars()), Limit.USD_PER_MONTH.format(most));
  }

  // Thinking that a request allows beyond its maximum counts too.
  private static String wouldFit(long largest, String when) {
    return "A maximum of %d output tokens (max_tokens), thinking included, would fit%s."
        .formatted(largest, when);
  }
}
