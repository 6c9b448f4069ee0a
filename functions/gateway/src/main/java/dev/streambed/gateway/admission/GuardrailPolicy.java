package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.GuardrailSettings;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.model.OutputModality;
import dev.streambed.gateway.prompt.GuardrailMembers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides which guardrail a request is made with, and refuses what would replace or weaken it.
///
/// A customer's guardrail is applied instead of the deployment's; the models that the deployment
/// excludes are called without either. Where one is applied, nothing in the request may concern
/// guardrails: its trace would show what was blocked, an asynchronous check lets text through, and
/// tags or `guardContent` leave out the rest of the prompt. Loaded only where there is something to
/// enforce.
///
/// @param settings the deployment's; empty when it says nothing
record GuardrailPolicy(Optional<GuardrailSettings> settings) {

  private static final String TRACE = "x-amzn-bedrock-trace";
  private static final String UNTRACED = "DISABLED";
  private static final List<String> HEADERS =
      List.of("x-amzn-bedrock-guardrailidentifier", "x-amzn-bedrock-guardrailversion", TRACE);

  /// Models that AWS's list of those without guardrails has, by what they are for.
  private static final Set<OutputModality> UNGUARDED =
      Set.of(OutputModality.EMBEDDING, OutputModality.RANKING, OutputModality.SPEECH);

  private static final Problem UNREADABLE =
      Problem.of(ErrorCode.INTERNAL)
          .withCause("GuardrailUnreadable")
          .withDiagnosis(Diagnosis.of("guardrail_unreadable"));

  /// The request with the guardrail that is applied to it. What it may fall back to has to have the
  /// same one, which exists only in the function's own Region; all else is passed over.
  ModelRequest guarded(Customer customer, ModelRequest modelRequest) {
    Optional<RequiredGuardrail> guardrail = guardrail(customer, modelRequest.model());
    List<ModelRequest> fallbacks =
        modelRequest.fallbacks().stream()
            .filter(fallback -> guardrail(customer, fallback.model()).equals(guardrail))
            .filter(fallback -> guardrail.isEmpty() || fallback.region().isEmpty())
            .filter(fallback -> problem(customer, fallback).isEmpty())
            .toList();
    return modelRequest.withFallbacks(fallbacks).withGuardrail(guardrail);
  }

  /// The guardrail that is applied; empty for none.
  Optional<RequiredGuardrail> guardrail(Customer customer, ModelId model) {
    return isExcluded(model)
        ? Optional.empty()
        : customer.guardrail().or(() -> settings.flatMap(GuardrailSettings::deployed));
  }

  /// Why a request is refused; empty when it is not.
  Optional<Problem> problem(Customer customer, ModelRequest modelRequest) {
    Optional<RequiredGuardrail> guardrail = guardrail(customer, modelRequest.model());
    if (guardrail.isPresent()) {
      return problem(guardrail.get(), modelRequest);
    }
    boolean isOpen = settings.isEmpty() || settings.get().callers();
    return isOpen ? Optional.empty() : ownGuardrail(modelRequest);
  }

  private static Optional<Problem> problem(RequiredGuardrail guardrail, ModelRequest modelRequest) {
    if (!guardrail.isReadable()) {
      return Optional.of(UNREADABLE);
    }
    return UNGUARDED.contains(OutputModality.of(modelRequest.model()))
        ? Optional.of(takesNone(modelRequest.model()))
        : ownGuardrail(modelRequest);
  }

  private static Optional<Problem> ownGuardrail(ModelRequest modelRequest) {
    return header(modelRequest)
        .or(() ->
            Stream.concat(Stream.of(modelRequest.body()), modelRequest.moreBodies().stream())
                .flatMap(body -> member(modelRequest, body).stream())
                .findFirst())
        .map(GuardrailPolicy::notCallers);
  }

  private static Optional<String> header(ModelRequest modelRequest) {
    Map<String, String> headers = modelRequest.headers();
    return HEADERS.stream()
        .filter(headers::containsKey)
        .filter(name -> !name.equals(TRACE) || !UNTRACED.equalsIgnoreCase(headers.get(name)))
        .findFirst();
  }

  private static Optional<String> member(ModelRequest modelRequest, Payload body) {
    return GuardrailMembers.find(modelRequest.operation(), body);
  }

  private boolean isExcluded(ModelId model) {
    return settings.isPresent() && settings.get().excludedModels().contains(model.value());
  }

  private static Problem notCallers(String member) {
    return Problem.of(
            ErrorCode.INVALID_REQUEST,
            member + " cannot be set here: this gateway's operators choose the guardrail.")
        .withMember(member)
        .withDiagnosis(Diagnosis.of("guardrail_of_caller"));
  }

  private static Problem takesNone(ModelId model) {
    return Problem.of(
            ErrorCode.MODEL_NOT_ALLOWED,
            "The model "
                + model.shortened()
                + " takes no guardrail, and this gateway's operators have set one.")
        .withDiagnosis(Diagnosis.of("model_without_guardrail"));
  }
}
