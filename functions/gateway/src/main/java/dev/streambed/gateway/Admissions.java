package dev.streambed.gateway;

import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.Wanted;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Diagnosis;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Terms;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// Asks whether a customer may, with all that the answer may need and what that would cost.
///
/// @param deployed the models that the function may use, as far as it was told; IAM has the last
///   word
record Admissions(Admitter limit, Prices prices, AllowedModels deployed) {

  /// A function lives for 15 minutes at most, and one that is invoked asynchronously begins up to a
  /// minute late.
  private static final Duration LEASE = Duration.ofMinutes(16);

  Admission admit(Customer customer, RequestId requestId, Transport transport, Ask ask) {
    return isDeployed(ask.model())
        ? limit.admit(customer, wanted(customer, requestId, transport, ask))
        : notDeployed(ask.model());
  }

  /// As [#admit], for an answer that goes to a connection.
  Admission admitOn(String connection, Customer customer, RequestId requestId, Ask ask) {
    return isDeployed(ask.model())
        ? limit.admit(
            customer, wanted(customer, requestId, Transport.WEB_SOCKET, ask).on(connection))
        : notDeployed(ask.model());
  }

  // The ARN of a model or of a profile of Bedrock's own ends with its id.
  private boolean isDeployed(ModelId model) {
    return deployed.include(model)
        || ModelId.of(model.value().substring(model.value().lastIndexOf('/') + 1))
            .filter(deployed::include)
            .isPresent();
  }

  private static Admission notDeployed(ModelId model) {
    Problem problem =
        Problem.of(
                ErrorCode.MODEL_NOT_ALLOWED,
                "The model "
                    + model.shortened()
                    + " is not deployed here. GET /models lists those that may be used.")
            .withDiagnosis(Diagnosis.of("not_deployed"));
    return new Admission.Refused(problem, Map.of());
  }

  private Wanted wanted(Customer customer, RequestId requestId, Transport transport, Ask ask) {
    Estimate estimate = estimate(customer, ask);
    return new Wanted(
        requestId,
        ask.model(),
        transport,
        ask.streamed(),
        estimate,
        nanoDollars(customer, ask, estimate),
        LEASE);
  }

  // A price book takes time to read, before the first piece. It is read for the longest answer only
  // where a limit counts tokens or dollars and the request leaves the length to the model.
  private Estimate estimate(Customer customer, Ask ask) {
    boolean isCounted =
        customer.isHeldTo(Limit.TOKENS_PER_MINUTE) || customer.isHeldTo(Limit.USD_PER_MONTH);
    if (!isCounted || ask.terms().boundedBy() == Terms.Bound.REQUEST) {
      return ask.estimate();
    }
    prices.freshener().run();
    OptionalLong most = prices.quotes().mostOutput(ask.model());
    return most.isEmpty() ? ask.estimate() : ask.estimateWith(most.getAsLong());
  }

  // Likewise, only a budget is worth that, and it is held to the team's own prices from the
  // function's first answer on.
  private OptionalLong nanoDollars(Customer customer, Ask ask, Estimate estimate) {
    if (!customer.isHeldTo(Limit.USD_PER_MONTH)) {
      return OptionalLong.of(0);
    }
    prices.freshener().run();
    return switch (prices.quotes().most(ask, estimate)) {
      case Cost.Priced(long nanoUsd, _) -> OptionalLong.of(nanoUsd);
      case Cost.Unpriced(), Cost.Unknown() -> OptionalLong.empty();
    };
  }
}
