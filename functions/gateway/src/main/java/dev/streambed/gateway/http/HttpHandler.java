package dev.streambed.gateway.http;

import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.admission.RequestRates;
import dev.streambed.gateway.auth.Authentication;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.config.Resources;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.HttpCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.exchange.Exchanges;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.prompt.ParsedRequest;
import dev.streambed.gateway.response.Responses;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.session.RunningAnswers;
import dev.streambed.gateway.usage.UsageStatements;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Handles one HTTP request, from its route to its response. Thread-safe.
///
/// A request for a model goes through this file from top to bottom: find its route, identify its
/// caller, read its body, register its id, admit it. An admitted request is an [AdmittedExchange].
public final class HttpHandler {

  private static final Problem IS_RUNNING =
      Problem.of(ErrorCode.DUPLICATE_ID, "An answer with this request id is still running.")
          .withRetryAfter(Duration.ofSeconds(5));

  private final Authenticator auth;
  private final RunningAnswers running;
  private final AdmissionControl admission;
  private final Exchanges exchanges;
  private final AccountHandler account;
  private final ProblemResponder responder;

  private HttpHandler(
      Authenticator auth,
      RunningAnswers running,
      AdmissionControl admission,
      Exchanges exchanges,
      AccountHandler account,
      ProblemResponder responder) {
    this.auth = auth;
    this.running = running;
    this.admission = admission;
    this.exchanges = exchanges;
    this.account = account;
    this.responder = responder;
  }

  /// Builds the package.
  public static HttpHandler of(
      Resources resources,
      Authentication auth,
      AdmissionControl admission,
      RequestRates rates,
      Exchanges exchanges,
      PriceLookup prices,
      ProblemLog problems) {
    RunningAnswers running = RunningAnswers.of(resources);
    ProblemResponder responder = new ProblemResponder(problems);
    AccountHandler account =
        new AccountHandler(
            rates,
            running,
            auth.issuer(),
            UsageStatements.of(resources),
            new ModelCatalog(resources.settings().models(), prices),
            responder);
    return new HttpHandler(auth.authenticator(), running, admission, exchanges, account, responder);
  }

  /// Answers a call, whatever happens.
  public void handle(HttpCall httpCall, ResponseSink responseSink) throws IOException {
    try {
      route(httpCall, responseSink);
    } catch (RuntimeException e) {
      refuse(RefusedRequest.of(ProblemLog.internal(e), httpCall.requestId()), responseSink);
    }
  }

  private void route(HttpCall httpCall, ResponseSink responseSink) throws IOException {
    switch (Route.of(httpCall)) {
      case Route.Health() -> Responses.health(responseSink);
      case Route.Preflight() -> Responses.preflight(responseSink);
      case Route.Model(boolean streamedByDefault) ->
          identify(httpCall, responseSink, caller -> read(caller, streamedByDefault, responseSink));
      case Route.Models() ->
          identify(httpCall, responseSink, caller -> account.models(caller, responseSink));
      case Route.Usage() ->
          identify(httpCall, responseSink, caller -> account.usage(caller, responseSink));
      case Route.Keys() ->
          identify(httpCall, responseSink, caller -> account.issueKey(caller, responseSink));
      case Route.Stop(String id) ->
          identify(httpCall, responseSink, caller -> account.stop(id, caller, responseSink));
      case Route.Nowhere() ->
          refuse(
              RefusedRequest.of(Problem.of(ErrorCode.NOT_FOUND), httpCall.requestId()),
              responseSink);
    }
  }

  @FunctionalInterface
  private interface Step {

    void run(AuthenticatedCall caller) throws IOException;
  }

  private void identify(HttpCall httpCall, ResponseSink responseSink, Step next)
      throws IOException {
    switch (within(httpCall, () -> auth.authenticate(httpCall.headers()))) {
      case Identification.Known(Customer customer, VerifiedCredential verifiedCredential) ->
          attempt(
              new AuthenticatedCall(customer, verifiedCredential, httpCall), responseSink, next);
      case Identification.Refused(Problem problem, Optional<CustomerId> customer) -> {
        RefusedRequest refusal = RefusedRequest.of(problem, httpCall.requestId());
        refuse(customer.map(refusal::by).orElse(refusal), responseSink);
      }
    }
  }

  private void attempt(AuthenticatedCall caller, ResponseSink responseSink, Step next)
      throws IOException {
    try {
      next.run(caller);
    } catch (RuntimeException e) {
      refuse(caller.refused(ProblemLog.internal(e)), responseSink);
    }
  }

  private void read(AuthenticatedCall caller, boolean streamedByDefault, ResponseSink responseSink)
      throws IOException {
    switch (ModelRequestReader.read(caller.httpCall().body(), streamedByDefault)) {
      case ParsedRequest.Valid(ModelRequest modelRequest) ->
          register(
              new CustomerRequest(caller.customer(), caller.httpCall(), modelRequest),
              responseSink);
      case ParsedRequest.Invalid(Problem problem) -> refuse(caller.refused(problem), responseSink);
    }
  }

  private void register(CustomerRequest request, ResponseSink responseSink) throws IOException {
    HttpCall httpCall = request.httpCall();
    RunningAnswers.Registration registration =
        within(
            httpCall,
            () -> running.register(request.customer().id(), httpCall, request.modelRequest()));
    switch (registration) {
      case RunningAnswers.Registration.Registered(RunningAnswer answer) ->
          admit(request, answer, responseSink);
      case RunningAnswers.Registration.IdInUse() ->
          refuse(request.refused(IS_RUNNING), responseSink);
    }
  }

  private void admit(CustomerRequest request, RunningAnswer answer, ResponseSink responseSink)
      throws IOException {
    HttpCall httpCall = request.httpCall();
    Admission admitted =
        within(
            httpCall,
            () ->
                admission.admit(
                    request.customer(),
                    httpCall.requestId(),
                    httpCall.transport(),
                    request.modelRequest()));
    ResponseSink withLimits = new RateLimitHeaders(responseSink, admitted.headers());
    switch (admitted) {
      case Admission.Admitted(Permit permit, _) ->
          exchanges.run(
              new AdmittedExchange(httpCall, request.modelRequest(), permit, answer), withLimits);
      case Admission.Refused(Problem problem, _) -> {
        try {
          refuse(request.refused(problem), withLimits);
        } finally {
          answer.cancel();
        }
      }
    }
  }

  /// Reports a refused request and answers its caller.
  public void refuse(RefusedRequest refusal, ResponseSink responseSink) throws IOException {
    responder.refuse(refusal, responseSink);
  }

  // The caller waits for these; a settlement has to be made whether or not it does.
  private static <T> T within(HttpCall httpCall, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(httpCall.deadline(), act);
  }
}
