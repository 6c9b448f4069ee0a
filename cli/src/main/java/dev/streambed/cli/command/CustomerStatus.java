package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.CustomerTable.StatusChange;
import dev.streambed.cli.tables.StackTables;

/// Suspends and resumes customers.
record CustomerStatus(CommandContext commandContext, StackTables stackTables) {

  CommandResult set(CustomerId id, String status) {
    return switch (new CustomerTable(stackTables, commandContext.now()).setStatus(id, status)) {
      case StatusChange.Changed(Customer customer) ->
          CommandResult.done(answer(customer).withNote(KeyCommands.TAKES_EFFECT_SOON));
      case StatusChange.Unchanged(Customer customer) ->
          CommandResult.done(
              answer(customer).withNote("%s was %s before".formatted(id.value(), status)));
      case StatusChange.Unknown() -> CommandResult.customerNotFound(id);
    };
  }

  private static CommandOutput answer(Customer customer) {
    return CommandOutput.of(CustomerView.facts(customer), CustomerView.json(customer).build());
  }
}
