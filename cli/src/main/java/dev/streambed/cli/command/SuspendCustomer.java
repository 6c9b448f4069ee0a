package dev.streambed.cli.command;

import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
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

  @Mixin private PlaceOptions place;

  private final Desk desk;

  SuspendCustomer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, tables -> new Status(desk, tables).set(id, Customer.SUSPENDED));
  }
}
