package dev.streambed.gateway;

import dev.streambed.gateway.auth.Issuance;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.auth.TokenIssuer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.sdk.CallDeadline;
import dev.streambed.gateway.session.SessionKey;
import dev.streambed.gateway.session.Stopping;
import dev.streambed.gateway.usage.Statement;
import dev.streambed.gateway.usage.Statements;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.ModelDescription;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RateLimit;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.StopCause;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What customers may ask besides answers. No model is asked; each thing has a limit of its own.
record Desk(
    Rooms rooms, TokenIssuer tokens, Statements statements, ModelList models, Faults faults) {

  private static final Problem NOT_FOR_PAGES =
      Problem.of(ErrorCode.FORBIDDEN, "A token for web pages may not see its customer's usage.");

  private static final Problem NOT_RUNNING =
      Problem.of(ErrorCode.NOT_FOUND, "No answer with this request id is running.");

  private static final Problem NO_LIST =
      Problem.of(
          ErrorCode.NOT_FOUND,
          "This gateway was deployed without a list of its models: ask its operators.");

  void models(Identified who, ReturnPath back) throws IOException {
    Optional<List<ModelDescription>> list = models.of(who.customer());
    if (list.isPresent()) {
      Replies.models(back, list.get());
    } else {
      refuse(who.refused(NO_LIST), back);
    }
  }

  void usage(Identified who, ReturnPath back) throws IOException {
    if (who.pass() instanceof Pass.BrowserKey) {
      refuse(who.refused(NOT_FOR_PAGES), back);
      return;
    }
    Optional<Problem> problem = count(who, RateLimit.USAGE_REQUESTS_PER_MINUTE);
    if (problem.isPresent()) {
      refuse(who.refused(problem.get()), back);
      return;
    }
    switch (within(who, () -> statement(who))) {
      case Statement.Told(Payload json) -> Replies.document(back, json);
      case Statement.Refused(Problem why) -> refuse(who.refused(why), back);
    }
  }

  void tokens(Identified who, ReturnPath back) throws IOException {
    switch (within(who, () -> issue(who))) {
      case Issuance.Issued(IssuedToken token) -> Replies.issued(back, token);
      case Issuance.Refused(Problem problem) -> refuse(who.refused(problem), back);
    }
  }

  // A name that nobody can have is answered like one that nobody has.
  void stop(String name, Identified who, ReturnPath back) throws IOException {
    Optional<RequestId> answer = RequestId.of(name);
    if (answer.isEmpty()) {
      refuse(who.refused(NOT_RUNNING), back);
      return;
    }
    switch (within(who, () -> stop(answer.get(), who))) {
      case Stopping.Asked() -> Replies.stopping(back, answer.get());
      case Stopping.NotRunning() -> refuse(who.refused(NOT_RUNNING), back);
      case Stopping.Failed(Problem problem) -> refuse(who.refused(problem), back);
    }
  }

  private Statement statement(Identified who) {
    Call call = who.call();
    return statements.of(who.customer().id(), call.target().parameters(), call.deadline());
  }

  private Issuance issue(Identified who) {
    return tokens.issue(
        who.customer(),
        who.pass(),
        who.call().body(),
        () -> count(who, RateLimit.API_KEYS_PER_MINUTE));
  }

  private Stopping stop(RequestId answer, Identified who) {
    return rooms
        .rates()
        .countStop(who.customer(), who.pass())
        .<Stopping>map(Stopping.Failed::new)
        .orElseGet(() ->
            rooms
                .session()
                .stop(SessionKey.ofHttp(who.customer().id(), answer), StopCause.STOPPED));
  }

  private Optional<Problem> count(Identified who, RateLimit limit) {
    return within(who, () -> rooms.rates().count(who.customer(), who.pass(), limit));
  }

  private void refuse(Refusal refusal, ReturnPath back) throws IOException {
    faults.report(refusal);
    Replies.problem(back, refusal.problem(), refusal.requestId());
  }

  private static <T> T within(Identified who, ScopedValue.CallableOp<T, RuntimeException> act) {
    return CallDeadline.within(who.call().deadline(), act);
  }
}
