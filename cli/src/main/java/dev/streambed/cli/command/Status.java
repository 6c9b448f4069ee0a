package dev.streambed.cli.command;

import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Customers.StatusChange;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Verdict;

/// Suspends and resumes customers.
record Status(Desk desk, Tables tables) {

  Verdict set(CustomerId id, String status) {
    return switch (new Customers(tables, desk.now()).setStatus(id, status)) {
      case StatusChange.Changed(Customer customer) ->
          Verdict.done(answer(customer).withNote(Tokens.WITHIN));
      case StatusChange.Unchanged(Customer customer) ->
          Verdict.done(answer(customer).withNote("%s was %s before".formatted(id.value(), status)));
      case StatusChange.Unknown() -> Verdict.noCustomer(id);
    };
  }

  private static Answer answer(Customer customer) {
    return Answer.of(CustomerView.facts(customer), CustomerView.json(customer).build());
  }
}
