package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeyChanges;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.NewToken;
import dev.streambed.cli.vocabulary.Until;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tokens issue`.
@Command(
    name = "issue",
    description = "Issues a token and prints it: the only time it is shown. It works at once.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueToken implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      required = true,
      paramLabel = "ID",
      description = "Whose token.")
  private CustomerId customer;

  @Option(
      names = "--expires",
      order = 2,
      paramLabel = "WHEN",
      description = "Refused from then on: " + Until.FORMS + ". Default: never.")
  private Until expires = new Until.Never();

  @Option(
      names = "--name",
      order = 3,
      paramLabel = "LABEL",
      description = "What you call it, for example after the program that has it.")
  private Optional<String> label;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  IssueToken(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Labels.checkName("--name", label, place);
    Instant now = desk.now();
    Optional<Instant> end = expires.from(now);
    Expiry.checkFuture("--expires", end, now, place);
    return desk.serve(
        place, tables -> issue(tables, now, new NewToken(desk.newToken(), customer, end, label)));
  }

  private Verdict issue(Tables tables, Instant now, NewToken token) {
    return switch (new ApiKeyChanges(tables, now).issue(token)) {
      case DONE -> Verdict.done(answer(token));
      case NO_CUSTOMER, CHANGED_MEANWHILE -> Verdict.noCustomer(customer);
    };
  }

  private static Answer answer(NewToken token) {
    return Answer.of(List.of(token.token().reveal()), TokenView.json(token).build())
        .withNote(
            "issued %s for %s, expires: %s"
                .formatted(
                    token.token().prefix(),
                    token.customer().value(),
                    Times.orNever(token.expiresAt())))
        .withNote(Tokens.SHOWN_ONCE);
  }
}
