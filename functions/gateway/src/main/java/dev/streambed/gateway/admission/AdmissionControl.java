package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.ReservationRequest;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// Asks whether a customer may, with all that the answer may need and what that would cost.
///
/// @param deployed the models that the function may use, as far as it was told; IAM has the last
///   word
public record AdmissionControl(Admitter limit, PriceLookup priceLookup, AllowedModels deployed) {

  /// A function lives for 15 minutes at most, and one that is invoked asynchronously begins up to a
  /// minute late.
  private static final Duration LEASE = Duration.ofMinutes(16);

  /// Knows the models that the settings name.
  public static AdmissionControl of(
      GatewayDependencies gatewayDependencies, Admitter admitter, PriceLookup prices) {
    return new AdmissionControl(
        admitter, prices, AllowedModels.of(gatewayDependencies.settings().models()));
  }

  public Admission admit(
      Customer customer, RequestId requestId, Transport transport, ModelRequest modelRequest) {
    return isDeployed(modelRequest.model())
        ? limit.admit(customer, reservationRequest(customer, requestId, transport, modelRequest))
        : notDeployed(modelRequest.model());
  }

  /// As [#admit], for an answer that goes to a connection.
  public Admission admitOnConnection(
      String connection, Customer customer, RequestId requestId, ModelRequest modelRequest) {
    return isDeployed(modelRequest.model())
        ? limit.admit(
            customer,
            reservationRequest(customer, requestId, Transport.WEB_SOCKET, modelRequest)
                .onConnection(connection))
        : notDeployed(modelRequest.model());
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

  private ReservationRequest reservationRequest(
      Customer customer, RequestId requestId, Transport transport, ModelRequest modelRequest) {
    TokenEstimate tokenEstimate = estimate(customer, modelRequest);
    return new ReservationRequest(
        requestId,
        modelRequest.model(),
        transport,
        modelRequest.operation(),
        modelRequest.dialect(),
        tokenEstimate,
        nanoDollars(customer, modelRequest, tokenEstimate),
        LEASE);
  }

  // A price book takes time to read, before the first chunk. It is read for the longest answer only
  // where a limit counts tokens or dollars and the request leaves the length to the model.
  private TokenEstimate estimate(Customer customer, ModelRequest modelRequest) {
    boolean isCounted =
        customer.isLimitedBy(Limit.TOKENS_PER_MINUTE) || customer.isLimitedBy(Limit.USD_PER_MONTH);
    if (!isCounted
        || modelRequest.pricingParameters().boundedBy() == PricingParameters.Bound.REQUEST) {
      return modelRequest.tokenEstimate();
    }
    priceLookup.freshener().run();
    OptionalLong most = priceLookup.costEstimator().mostOutput(modelRequest.model());
    return most.isEmpty()
        ? modelRequest.tokenEstimate()
        : modelRequest.estimateWith(most.getAsLong());
  }

  // Likewise, only a budget is worth that, and it is held to the team's own prices from the
  // function's first answer on.
  private OptionalLong nanoDollars(
      Customer customer, ModelRequest modelRequest, TokenEstimate tokenEstimate) {
    if (!customer.isLimitedBy(Limit.USD_PER_MONTH)) {
      return OptionalLong.of(0);
    }
    priceLookup.freshener().run();
    return switch (priceLookup.costEstimator().most(modelRequest, tokenEstimate)) {
      case Cost.Priced(long nanoUsd, _) -> OptionalLong.of(nanoUsd);
      case Cost.Unpriced(), Cost.Unknown() -> OptionalLong.empty();
    };
  }
}
