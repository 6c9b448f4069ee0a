package dev.streambed.gateway.http;

import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.BrowserKeyIssuer;
import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.dialect.ModelListCall;
import dev.streambed.gateway.dialect.bedrock.InferenceProfileFormat;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.ResponseWriters;
import dev.streambed.gateway.usage.UsageStatements;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Handles the requests about the caller's own account: its models, its usage, browser keys, and
/// stopping a running answer. They call no model, and each has a rate limit of its own.
///
/// @param region of AWS, by which ARNs are told
record AccountHandler(
    RequestRateLimiter rates,
    AnswerStopper stopper,
    BrowserKeyIssuer issuer,
    UsageStatements usageStatements,
    ModelCatalog models,
    String region,
    ProblemResponder responder) {

  private static final Problem NOT_FOR_PAGES =
      Problem.of(ErrorCode.FORBIDDEN, "A token for web pages may not see its customer's usage.");

  private static final Problem NO_SUCH_MODEL =
      Problem.of(
          ErrorCode.NOT_FOUND, "This model does not exist here, or this key may not use it.");

  private static final Problem NO_LIST =
      Problem.of(
          ErrorCode.NOT_FOUND,
          "This gateway was deployed without a list of its models: ask its operators.");

  void models(AuthenticatedCall caller, ResponseSink responseSink) throws IOException {
    Optional<List<ModelDescription>> list = models.of(caller.customer());
    if (list.isPresent()) {
      ResponseWriters.models(responseSink, list.get());
    } else {
      responder.refuse(caller.refused(NO_LIST), responseSink);
    }
  }

  /// Lists models, or describes one, in another API.
  void models(ModelListCall call, AuthenticatedCall caller, ResponseSink responseSink)
      throws IOException {
    RequestId requestId = caller.inboundCall().requestId();
    Optional<List<ModelDescription>> list = models.withAliases(caller.customer());
    if (call.model().isEmpty() && list.isPresent()) {
      call.format().models(responseSink, list.get(), requestId);
      return;
    }
    Optional<ModelDescription> model =
        list.flatMap(models ->
            models.stream()
                .filter(each -> call.model().equals(Optional.of(each.id().value())))
                .findFirst());
    if (model.isPresent()) {
      call.format().model(responseSink, model.get(), requestId);
    } else {
      Problem problem = list.isPresent() ? NO_SUCH_MODEL : NO_LIST;
      responder.refuse(caller.refused(problem), responseSink, call.format());
    }
  }

  /// The inference profiles among the models; none when there is no list.
  void inferenceProfiles(
      AuthenticatedCall caller, InferenceProfileFormat format, ResponseSink responseSink)
      throws IOException {
    format.profiles(
        responseSink,
        models.of(caller.customer()).orElse(List.of()),
        region,
        caller.inboundCall().requestId());
  }

  void usage(AuthenticatedCall caller, ResponseSink responseSink) throws IOException {
    if (caller.credential() instanceof VerifiedCredential.BrowserKey) {
      responder.refuse(caller.refused(NOT_FOR_PAGES), responseSink);
      return;
    }
    Optional<Problem> problem = count(caller, RateLimit.USAGE_REQUESTS_PER_MINUTE);
    if (problem.isPresent()) {
      responder.refuse(caller.refused(problem.get()), responseSink);
      return;
    }
    switch (within(caller, () -> statement(caller))) {
      case UsageStatements.Statement.Available(Payload json) ->
          ResponseWriters.document(responseSink, json);
      case UsageStatements.Statement.Refused(Problem why) ->
          responder.refuse(caller.refused(why), responseSink);
    }
  }

  void issueKey(AuthenticatedCall caller, ResponseSink responseSink) throws IOException {
    switch (within(caller, () -> issue(caller))) {
      case BrowserKeyIssuer.Issuance.Issued(IssuedKey token) ->
          ResponseWriters.issued(responseSink, token);
      case BrowserKeyIssuer.Issuance.Refused(Problem problem) ->
          responder.refuse(caller.refused(problem), responseSink);
    }
  }

  // An invalid id gets the same response as an unknown one.
  void stop(String name, AuthenticatedCall caller, ResponseSink responseSink) throws IOException {
    Optional<RequestId> answer = RequestId.of(name);
    Optional<Problem> problem =
        answer.isEmpty()
            ? Optional.of(AnswerStopper.NOT_RUNNING)
            : within(caller, () -> stop(answer.get(), caller));
    if (problem.isPresent()) {
      responder.refuse(caller.refused(problem.get()), responseSink);
    } else {
      ResponseWriters.stopping(responseSink, answer.orElseThrow());
    }
  }

  private UsageStatements.Statement statement(AuthenticatedCall caller) {
    InboundCall inboundCall = caller.inboundCall();
    return usageStatements.of(
        caller.customer().id(), inboundCall.requestLine().parameters(), inboundCall.deadline());
  }

  private BrowserKeyIssuer.Issuance issue(AuthenticatedCall caller) {
    return issuer.issue(
        caller.customer(),
        caller.credential(),
        caller.inboundCall().body(),
        () -> count(caller, RateLimit.API_KEYS_PER_MINUTE));
  }

  private Optional<Problem> stop(RequestId answer, AuthenticatedCall caller) {
    return rates
        .countStop(caller.customer(), caller.credential())
        .or(() -> stopper.stop(caller.customer(), answer));
  }

  private Optional<Problem> count(AuthenticatedCall caller, RateLimit limit) {
    return within(caller, () -> rates.count(caller.customer(), caller.credential(), limit));
  }

  private static <T> T within(
      AuthenticatedCall caller, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(caller.inboundCall().deadline(), act);
  }
}
