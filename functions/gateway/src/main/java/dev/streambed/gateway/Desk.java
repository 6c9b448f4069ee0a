package dev.streambed.gateway;

import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Issuance;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.auth.TokenIssuer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.session.SessionKey;
import dev.streambed.gateway.session.Stopping;
import dev.streambed.gateway.usage.Statement;
import dev.streambed.gateway.usage.Statements;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.ModelDescription;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.StopCause;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What customers may ask besides answers. No model is asked, and nothing is counted.
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

  void models(Call call, ReturnPath back) throws IOException {
    switch (rooms.auth().identify(call.headers())) {
      case Identification.Known(Customer customer, _) -> list(customer, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  void usage(Call call, ReturnPath back) throws IOException {
    switch (rooms.auth().identify(call.headers())) {
      case Identification.Known(_, Pass.BrowserKey _) -> refuse(NOT_FOR_PAGES, call, back);
      case Identification.Known(Customer customer, _) -> tell(customer, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  void tokens(Call call, ReturnPath back) throws IOException {
    switch (rooms.auth().identify(call.headers())) {
      case Identification.Known(Customer customer, Pass pass) -> issue(customer, pass, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  void stop(String name, Call call, ReturnPath back) throws IOException {
    switch (rooms.auth().identify(call.headers())) {
      case Identification.Known(Customer customer, _) -> stop(customer, name, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  private void list(Customer customer, Call call, ReturnPath back) throws IOException {
    Optional<List<ModelDescription>> list = models.of(customer);
    if (list.isPresent()) {
      Replies.models(back, list.get());
    } else {
      refuse(NO_LIST, call, back);
    }
  }

  private void tell(Customer customer, Call call, ReturnPath back) throws IOException {
    switch (statements.of(customer.id(), call.target().parameters(), call.deadline())) {
      case Statement.Told(Payload json) -> Replies.document(back, json);
      case Statement.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  private void issue(Customer customer, Pass pass, Call call, ReturnPath back) throws IOException {
    switch (tokens.issue(customer, pass, call.body())) {
      case Issuance.Issued(IssuedToken token) -> Replies.issued(back, token);
      case Issuance.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  // A name that nobody can have is answered like one that nobody has.
  private void stop(Customer customer, String name, Call call, ReturnPath back) throws IOException {
    Optional<RequestId> answer = RequestId.of(name);
    if (answer.isEmpty()) {
      refuse(NOT_RUNNING, call, back);
      return;
    }
    SessionKey key = SessionKey.ofHttp(customer.id(), answer.get());
    switch (rooms.session().stop(key, StopCause.STOPPED)) {
      case Stopping.Asked() -> Replies.stopping(back, answer.get());
      case Stopping.NotRunning() -> refuse(NOT_RUNNING, call, back);
      case Stopping.Failed(Problem problem) -> refuse(problem, call, back);
    }
  }

  private void refuse(Problem problem, Call call, ReturnPath back) throws IOException {
    faults.report(problem, call.requestId());
    Replies.problem(back, problem, call.requestId());
  }
}
