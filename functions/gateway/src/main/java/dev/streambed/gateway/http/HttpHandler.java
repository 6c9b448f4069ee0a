package dev.streambed.gateway.http;

import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.AuthenticationResult;
import dev.streambed.gateway.auth.AuthenticationServices;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ModelListCall;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.dialect.SeedDialect;
import dev.streambed.gateway.dialect.bedrock.InferenceProfileFormat;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.exchange.Exchanges;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.prompt.TagReader;
import dev.streambed.gateway.response.ProblemFormat;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriters;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.session.StopRequests;
import dev.streambed.gateway.usage.UsageStatements;
import java.io.IOException;
import java.util.Optional;

/// Handles one HTTP request, from its route to its response. Thread-safe.
///
/// A model request runs through this file from top to bottom: find its route, identify its caller,
/// read its body, set its guardrail, read its tags, admit it. An admitted request becomes an
/// [AdmittedExchange].
public final class HttpHandler {

  /// Routes of our own speak as the seed format does.
  private static final ProblemFormat OWN = new SeedDialect(false);

  private static final Problem ORIGIN_NOT_VERIFIED =
      Problem.of(ErrorCode.FORBIDDEN, "This address is not for callers.")
          .withDiagnosis(Diagnosis.of("origin_not_verified"));

  private final Authenticator auth;
  private final ModelAliases aliases;
  private final StopRequests stopRequests;
  private final AdmissionControl admission;
  private final Exchanges exchanges;
  private final AccountHandler account;
  private final TokenCountHandler tokenCounts;
  private final ProblemResponder responder;

  private HttpHandler(
      Authenticator auth,
      ModelAliases aliases,
      StopRequests stopRequests,
      AdmissionControl admission,
      Exchanges exchanges,
      AccountHandler account,
      TokenCountHandler tokenCounts,
      ProblemResponder responder) {
    this.auth = auth;
    this.aliases = aliases;
    this.stopRequests = stopRequests;
    this.admission = admission;
    this.exchanges = exchanges;
    this.account = account;
    this.tokenCounts = tokenCounts;
    this.responder = responder;
  }

  /// Builds the package.
  public static HttpHandler of(
      GatewayDependencies gatewayDependencies,
      AuthenticationServices auth,
      AdmissionControl admission,
      RequestRateLimiter rates,
      OpenReservations reservations,
      Exchanges exchanges,
      PriceLookup prices,
      ProblemLog problems) {
    StopRequests stopRequests = StopRequests.of(gatewayDependencies);
    ProblemResponder responder = new ProblemResponder(problems);
    AccountHandler account =
        new AccountHandler(
            rates,
            new AnswerStopper(reservations, stopRequests, gatewayDependencies.clock()),
            auth.issuer(),
            UsageStatements.of(gatewayDependencies),
            new ModelCatalog(
                gatewayDependencies.settings().models(),
                gatewayDependencies.settings().aliases(),
                prices),
            gatewayDependencies.settings().aws().region(),
            responder);
    return new HttpHandler(
        auth.authenticator(),
        gatewayDependencies.settings().aliases(),
        stopRequests,
        admission,
        exchanges,
        account,
        new TokenCountHandler(admission, rates, exchanges, responder),
        responder);
  }

  /// Responds to a call, also when handling it fails.
  public void handle(InboundCall inboundCall, ResponseSink responseSink) throws IOException {
    try {
      route(inboundCall, responseSink);
    } catch (RuntimeException e) {
      refuse(RefusedRequest.of(ProblemLog.internal(e), inboundCall.requestId()), responseSink);
    }
  }

  private void route(InboundCall inboundCall, ResponseSink responseSink) throws IOException {
    switch (Route.of(inboundCall)) {
      case Route.Health() -> ResponseWriters.health(responseSink);
      case Route.Preflight() -> ResponseWriters.preflight(responseSink);
      case Route.Model(DialectAdapter adapter) ->
          identify(
              inboundCall, responseSink, adapter, caller -> read(caller, adapter, responseSink));
      case Route.Models() ->
          identify(inboundCall, responseSink, caller -> account.models(caller, responseSink));
      case Route.ModelList(ModelListCall call) ->
          identify(
              inboundCall,
              responseSink,
              call.format(),
              caller -> account.models(call, caller, responseSink));
      case Route.InferenceProfiles(InferenceProfileFormat format) ->
          identify(
              inboundCall,
              responseSink,
              format,
              caller -> account.inferenceProfiles(caller, format, responseSink));
      case Route.Usage() ->
          identify(inboundCall, responseSink, caller -> account.usage(caller, responseSink));
      case Route.Keys() ->
          identify(inboundCall, responseSink, caller -> account.issueKey(caller, responseSink));
      case Route.Stop(String id) ->
          identify(inboundCall, responseSink, caller -> account.stop(id, caller, responseSink));
      case Route.Nowhere() -> {
        UnknownRoute unserved = UnknownRoute.of(inboundCall, OWN);
        responder.refuse(
            RefusedRequest.of(unserved.problem(), inboundCall.requestId()),
            responseSink,
            unserved.format());
      }
    }
  }

  @FunctionalInterface
  private interface Step {

    void run(AuthenticatedCall caller) throws IOException;
  }

  private void identify(InboundCall inboundCall, ResponseSink responseSink, Step next)
      throws IOException {
    identify(inboundCall, responseSink, OWN, next);
  }

  private void identify(
      InboundCall inboundCall, ResponseSink responseSink, ProblemFormat format, Step next)
      throws IOException {
    switch (within(inboundCall, () -> auth.authenticate(inboundCall.headers()))) {
      case AuthenticationResult.Known(Customer customer, VerifiedCredential verifiedCredential) ->
          attempt(
              new AuthenticatedCall(customer, verifiedCredential, inboundCall),
              responseSink,
              format,
              next);
      case AuthenticationResult.Refused(Problem problem, Optional<CustomerId> customer) -> {
        RefusedRequest refusal = RefusedRequest.of(problem, inboundCall.requestId());
        responder.refuse(customer.map(refusal::by).orElse(refusal), responseSink, format);
      }
    }
  }

  private void attempt(
      AuthenticatedCall caller, ResponseSink responseSink, ProblemFormat format, Step next)
      throws IOException {
    try {
      next.run(caller);
    } catch (RuntimeException e) {
      responder.refuse(caller.refused(ProblemLog.internal(e)), responseSink, format);
    } finally {
      auth.recordLastUse(caller.credential());
    }
  }

  private void read(AuthenticatedCall caller, DialectAdapter adapter, ResponseSink responseSink)
      throws IOException {
    switch (parsed(caller, adapter)) {
      case ParsedCall.Valid(ModelRequest modelRequest, ResponseFormat format)
          when modelRequest.operation() == Operation.COUNT_TOKENS ->
          tokenCounts.count(caller, modelRequest, format, responseSink);
      case ParsedCall.Valid(ModelRequest modelRequest, ResponseFormat format) ->
          guard(
              new CustomerRequest(caller.customer(), caller.inboundCall(), modelRequest, format),
              responseSink);
      case ParsedCall.Invalid(Problem problem) ->
          responder.refuse(caller.refused(problem), responseSink, adapter);
    }
  }

  // Only where an alias leads elsewhere does it matter which name was asked for, and who may use
  // what is behind it.
  private ParsedCall parsed(AuthenticatedCall caller, DialectAdapter adapter) {
    InboundCall inboundCall = caller.inboundCall();
    return aliases.haveOtherTargets()
        ? FallbackCallReader.read(
            adapter, inboundCall, aliases, target -> admission.isUsable(caller.customer(), target))
        : adapter.read(inboundCall, aliases);
  }

  private void guard(CustomerRequest request, ResponseSink responseSink) throws IOException {
    Optional<Problem> problem =
        admission.guardrailProblem(request.customer(), request.modelRequest());
    if (problem.isPresent()) {
      responder.refuse(request.refused(problem.get()), responseSink, request.format());
    } else {
      tag(
          request.with(admission.prepared(request.customer(), request.modelRequest())),
          responseSink);
    }
  }

  // Most requests have none, and the first of them need not wait for the reader to be loaded.
  private void tag(CustomerRequest request, ResponseSink responseSink) throws IOException {
    if (request.inboundCall().headers().get(TagReader.HEADER).isEmpty()) {
      admit(request, responseSink);
      return;
    }
    switch (TagReader.read(request.inboundCall().headers())) {
      case TagReader.Result.Valid(Tags tags) -> admit(request.with(tags), responseSink);
      case TagReader.Result.Invalid(String sentence) ->
          responder.refuse(
              request.refused(Problem.of(ErrorCode.INVALID_REQUEST, sentence)),
              responseSink,
              request.format());
    }
  }

  private void admit(CustomerRequest request, ResponseSink responseSink) throws IOException {
    InboundCall inboundCall = request.inboundCall();
    Admission admitted =
        within(
            inboundCall,
            () ->
                admission.admit(
                    request.customer(),
                    inboundCall.requestId(),
                    inboundCall.transport(),
                    request.modelRequest()));
    ResponseSink withLimits =
        new RateLimitHeaders(
            responseSink,
            request
                .format()
                .rateLimits(admitted.headers(), inboundCall.deadline().clock().instant()));
    switch (admitted) {
      case Admission.Admitted(Permit permit, _) ->
          exchanges.run(
              new AdmittedExchange(
                  inboundCall, request.modelRequest(), permit, runningAnswer(request, permit)),
              request.format(),
              withLimits);
      case Admission.Refused(Problem problem, _) ->
          responder.refuse(request.refused(problem), withLimits, request.format());
    }
  }

  // Only a stream can be stopped.
  private RunningAnswer runningAnswer(CustomerRequest request, Permit permit) {
    return request.modelRequest().streamed()
        ? stopRequests.answer(permit.customer(), permit.requestId(), permit.reservation().nonce())
        : RunningAnswer.unstoppable();
  }

  /// Refuses a call that was sent to the Function URL past CloudFront, in the API that its caller
  /// speaks.
  public void refuseOrigin(InboundCall inboundCall, ResponseSink responseSink) throws IOException {
    responder.refuse(
        RefusedRequest.of(ORIGIN_NOT_VERIFIED, inboundCall.requestId()),
        responseSink,
        formatOf(inboundCall));
  }

  private static ProblemFormat formatOf(InboundCall inboundCall) {
    return switch (Route.of(inboundCall)) {
      case Route.Model(DialectAdapter adapter) -> adapter;
      case Route.ModelList(ModelListCall call) -> call.format();
      case Route.InferenceProfiles(InferenceProfileFormat format) -> format;
      case Route.Nowhere() -> UnknownRoute.of(inboundCall, OWN).format();
      case Route.Health _,
          Route.Preflight _,
          Route.Models _,
          Route.Usage _,
          Route.Keys _,
          Route.Stop _ ->
          OWN;
    };
  }

  /// Reports a refused request to the operators, then responds to its caller.
  public void refuse(RefusedRequest refusal, ResponseSink responseSink) throws IOException {
    responder.refuse(refusal, responseSink);
  }

  // The caller's deadline applies to these calls, but not to a settlement, which must complete even
  // if the caller has disconnected.
  private static <T> T within(
      InboundCall inboundCall, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(inboundCall.deadline(), act);
  }
}
