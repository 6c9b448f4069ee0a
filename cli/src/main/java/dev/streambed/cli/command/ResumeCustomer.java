package dev.streambed.cli.command;

import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `customers resume`.
@Command(name = "resume", description = "Admits a suspended customer's calls again.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResumeCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ResumeCustomer(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(
        place,
        stackTables -> new CustomerStatus(commandContext, stackTables).set(id, Customer.ACTIVE));
  }
}
