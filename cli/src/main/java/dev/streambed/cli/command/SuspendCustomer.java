package dev.streambed.cli.command;

import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `customers suspend`.
@Command(
    name = "suspend",
    description =
        "Refuses a customer's calls until it is resumed. Answers that are under way go on.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SuspendCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  SuspendCustomer(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(
        place,
        stackTables -> new CustomerStatus(commandContext, stackTables).set(id, Customer.SUSPENDED));
  }
}
