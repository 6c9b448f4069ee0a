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
  public void handle(HttpCall httpCall, ResponseSink back) throws IOException {
    try {
      route(httpCall, back);
    } catch (RuntimeException e) {
      refuse(RefusedRequest.of(ProblemLog.internal(e), httpCall.requestId()), back);
    }
  }

  private void route(HttpCall httpCall, ResponseSink back) throws IOException {
    switch (Route.of(httpCall)) {
      case Route.Health() -> Responses.health(back);
      case Route.Preflight() -> Responses.preflight(back);
      case Route.Model(boolean streamedByDefault) ->
          identify(httpCall, back, caller -> read(caller, streamedByDefault, back));
      case Route.Models() -> identify(httpCall, back, caller -> account.models(caller, back));
      case Route.Usage() -> identify(httpCall, back, caller -> account.usage(caller, back));
      case Route.Keys() -> identify(httpCall, back, caller -> account.issueKey(caller, back));
      case Route.Stop(String id) ->
          identify(httpCall, back, caller -> account.stop(id, caller, back));
      case Route.Nowhere() ->
          refuse(RefusedRequest.of(Problem.of(ErrorCode.NOT_FOUND), httpCall.requestId()), back);
    }
  }

  @FunctionalInterface
  private interface Step {

    void run(AuthenticatedCall caller) throws IOException;
  }

  private void identify(HttpCall httpCall, ResponseSink back, Step next) throws IOException {
    switch (within(httpCall, () -> auth.authenticate(httpCall.headers()))) {
      case Identification.Known(Customer customer, VerifiedCredential verifiedCredential) ->
          attempt(new AuthenticatedCall(customer, verifiedCredential, httpCall), back, next);
      case Identification.Refused(Problem problem, Optional<CustomerId> customer) -> {
        RefusedRequest refusal = RefusedRequest.of(problem, httpCall.requestId());
        refuse(customer.map(refusal::by).orElse(refusal), back);
      }
    }
  }

  private void attempt(AuthenticatedCall caller, ResponseSink back, Step next) throws IOException {
    try {
      next.run(caller);
    } catch (RuntimeException e) {
      refuse(caller.refused(ProblemLog.internal(e)), back);
    }
  }

  private void read(AuthenticatedCall caller, boolean streamedByDefault, ResponseSink back)
      throws IOException {
    switch (ModelRequestReader.read(caller.httpCall().body(), streamedByDefault)) {
      case ParsedRequest.Valid(ModelRequest modelRequest) ->
          register(new CustomerRequest(caller.customer(), caller.httpCall(), modelRequest), back);
      case ParsedRequest.Invalid(Problem problem) -> refuse(caller.refused(problem), back);
    }
  }

  private void register(CustomerRequest request, ResponseSink back) throws IOException {
    HttpCall httpCall = request.httpCall();
    RunningAnswers.Registration registration =
        within(
            httpCall,
            () -> running.register(request.customer().id(), httpCall, request.modelRequest()));
    switch (registration) {
      case RunningAnswers.Registration.Registered(RunningAnswer answer) ->
          admit(request, answer, back);
      case RunningAnswers.Registration.IdInUse() -> refuse(request.refused(IS_RUNNING), back);
    }
  }

  private void admit(CustomerRequest request, RunningAnswer answer, ResponseSink back)
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
    ResponseSink withLimits = new RateLimitHeaders(back, admitted.headers());
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
  public void refuse(RefusedRequest refusal, ResponseSink back) throws IOException {
    responder.refuse(refusal, back);
  }

  // The caller waits for these; a settlement has to be made whether or not it does.
  private static <T> T within(HttpCall httpCall, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(httpCall.deadline(), act);
  }
}
