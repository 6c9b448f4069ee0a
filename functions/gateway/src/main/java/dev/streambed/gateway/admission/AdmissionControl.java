package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.GuardrailSettings;
import dev.streambed.gateway.config.ServiceTierSettings;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.ReservationRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides whether a customer may make a request, given the most tokens and dollars it may need.
///
/// @param deployed the models that the function may use, as far as the deployment lists them; IAM
///   has the final say
/// @param guardrails what the deployment says about guardrails; empty when it says nothing
/// @param serviceTiers which tiers and latencies requests may ask for; empty for all
/// @param automaticPromptCaching whether requests get cache points that their callers have not set
public record AdmissionControl(
    Admitter limit,
    PriceLookup priceLookup,
    AllowedModels deployed,
    Optional<GuardrailSettings> guardrails,
    Optional<ServiceTierSettings> serviceTiers,
    boolean automaticPromptCaching) {

  /// A function runs for at most 15 minutes, and an asynchronous invocation starts up to a minute
  /// late.
  private static final Duration LEASE = Duration.ofMinutes(16);

  /// Builds this with the models from the settings.
  public static AdmissionControl of(
      GatewayDependencies gatewayDependencies, Admitter admitter, PriceLookup prices) {
    return new AdmissionControl(
        admitter,
        prices,
        AllowedModels.of(gatewayDependencies.settings().models()),
        gatewayDependencies.settings().guardrails(),
        gatewayDependencies.settings().serviceTiers(),
        gatewayDependencies.settings().automaticPromptCaching());
  }

  /// Why a request is refused because of a guardrail; empty when it is not.
  public Optional<Problem> guardrailProblem(Customer customer, ModelRequest modelRequest) {
    return hasGuardrails(customer)
        ? new GuardrailPolicy(guardrails).problem(customer, modelRequest)
        : Optional.empty();
  }

  /// The request as it is to be made: with its guardrail, with cache points where the deployment
  /// wants them, and without fallbacks that it would be refused for. Before that,
  /// [#guardrailProblem] has to find nothing.
  public ModelRequest prepared(Customer customer, ModelRequest modelRequest) {
    ModelRequest guarded =
        hasGuardrails(customer)
            ? new GuardrailPolicy(guardrails).guarded(customer, modelRequest)
            : modelRequest;
    ModelRequest cached =
        automaticPromptCaching ? new AutomaticPromptCaching(priceLookup).applied(guarded) : guarded;
    return cached.fallbacks().isEmpty()
        ? cached
        : cached.withFallbacks(
            cached.fallbacks().stream().filter(fallback -> isPriced(customer, fallback)).toList());
  }

  // The model may have a price, and a cache or service tier that is asked for none.
  private boolean isPriced(Customer customer, ModelRequest modelRequest) {
    return nanoDollars(customer, modelRequest, estimate(customer, modelRequest)).isPresent();
  }

  private boolean hasGuardrails(Customer customer) {
    return guardrails.isPresent() || customer.guardrail().isPresent();
  }

  public Admission admit(
      Customer customer, RequestId requestId, Transport transport, ModelRequest modelRequest) {
    return admit(customer, requestId, transport, modelRequest, "");
  }

  /// Like [#admit], for an answer that is sent to a connection.
  public Admission admitOnConnection(
      String connection, Customer customer, RequestId requestId, ModelRequest modelRequest) {
    return admit(customer, requestId, Transport.WEB_SOCKET, modelRequest, connection);
  }

  private Admission admit(
      Customer customer,
      RequestId requestId,
      Transport transport,
      ModelRequest modelRequest,
      String connection) {
    Optional<Problem> problem = problem(modelRequest);
    if (problem.isPresent()) {
      return new Admission.Refused(problem.get(), Map.of());
    }
    TokenEstimate tokenEstimate = estimate(customer, modelRequest);
    ReservationRequest reservationRequest =
        new ReservationRequest(
            requestId,
            modelRequest.model(),
            transport,
            modelRequest.operation(),
            modelRequest.dialect(),
            reserved(customer, tokenEstimate),
            nanoDollars(customer, modelRequest, tokenEstimate),
            connection,
            customer.attribution().with(modelRequest.tags()),
            List.of(),
            LEASE);
    return limit.admit(
        customer,
        modelRequest.fallbacks().isEmpty()
            ? reservationRequest
            : withFallbacks(customer, reservationRequest, modelRequest),
        new FittingMaxTokensEstimator(this, customer, modelRequest));
  }

  private ReservationRequest withFallbacks(
      Customer customer, ReservationRequest first, ModelRequest modelRequest) {
    return new FallbackReservation(
            fallback -> estimate(customer, fallback),
            estimate -> reserved(customer, estimate),
            (fallback, estimate) -> nanoDollars(customer, fallback, estimate))
        .add(first, modelRequest.fallbacks());
  }

  private Optional<Problem> problem(ModelRequest modelRequest) {
    if (!isDeployed(modelRequest.model())) {
      return Optional.of(notDeployed(modelRequest.model()));
    }
    return serviceTiers.isEmpty()
        ? Optional.empty()
        : new ServiceTierPolicy(serviceTiers.get()).problem(modelRequest);
  }

  /// Why a customer may not use a model for something that needs no reservation; empty when it may.
  public Optional<Problem> modelProblem(Customer customer, ModelId model) {
    return isDeployed(model)
        ? Admitter.modelProblem(customer, model)
        : Optional.of(notDeployed(model));
  }

  /// Whether a customer may use a target of an alias. Under a budget it needs a price. A guardrail
  /// exists in the function's own Region only.
  public boolean isUsable(Customer customer, ModelTarget target) {
    if (modelProblem(customer, target.model()).isPresent()) {
      return false;
    }
    if (!target.region().isEmpty()) {
      return !hasGuardrails(customer)
          || new GuardrailPolicy(guardrails).guardrail(customer, target.model()).isEmpty();
    }
    if (!customer.isLimitedBy(Limit.USD_PER_MONTH)) {
      return true;
    }
    priceLookup.freshener().run();
    return !priceLookup.list().apply(target.model()).isEmpty();
  }

  // The ARN of a model or of one of Bedrock's own inference profiles ends with its id.
  private boolean isDeployed(ModelId model) {
    return deployed.include(model)
        || ModelId.of(model.value().substring(model.value().lastIndexOf('/') + 1))
            .filter(deployed::include)
            .isPresent();
  }

  private static Problem notDeployed(ModelId model) {
    return Problem.of(
            ErrorCode.MODEL_NOT_ALLOWED,
            "The model "
                + model.shortened()
                + " is not deployed here. GET /models lists those that may be used.")
        .withDiagnosis(Diagnosis.of("not_deployed"));
  }

  // The budget holds whatever the answer costs: only tokens are counted with less.
  private static TokenEstimate reserved(Customer customer, TokenEstimate needed) {
    OptionalLong most = customer.limits().maxTokensReserved();
    return most.isEmpty() ? needed : needed.withOutputAtMost(most.getAsLong());
  }

  // Reading a price book delays the first chunk. It is read for the model's longest answer only if
  // a limit counts tokens or dollars and the request sets no maximum.
  TokenEstimate estimate(Customer customer, ModelRequest modelRequest) {
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

  // A price book is read here only for a budget. From the function's first answer on, the budget is
  // checked against the configured prices.
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
