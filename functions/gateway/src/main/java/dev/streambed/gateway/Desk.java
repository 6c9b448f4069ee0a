package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Issuance;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.auth.TokenIssuer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.usage.Statement;
import dev.streambed.gateway.usage.Statements;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.IssuedToken;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.ReturnPath;
import java.io.IOException;

/// What customers may ask about themselves. No model is asked, and nothing is counted.
record Desk(Authenticator auth, TokenIssuer tokens, Statements statements, Faults faults) {

  private static final Problem NOT_FOR_PAGES =
      Problem.of(ErrorCode.FORBIDDEN, "A token for web pages may not see its customer's usage.");

  void usage(Call call, ReturnPath back) throws IOException {
    switch (auth.identify(call.headers())) {
      case Identification.Known(_, Pass.BrowserKey _) -> refuse(NOT_FOR_PAGES, call, back);
      case Identification.Known(Customer customer, _) -> tell(customer, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
    }
  }

  void tokens(Call call, ReturnPath back) throws IOException {
    switch (auth.identify(call.headers())) {
      case Identification.Known(Customer customer, Pass pass) -> issue(customer, pass, call, back);
      case Identification.Refused(Problem problem) -> refuse(problem, call, back);
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

  private void refuse(Problem problem, Call call, ReturnPath back) throws IOException {
    faults.report(problem, call.requestId());
    Replies.problem(back, problem, call.requestId());
  }
}
