package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.domain.NewApiKey;
import dev.streambed.cli.domain.NewCustomer;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.domain.ModelId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `customers create`.
@Command(
    name = "create",
    description = {
      "Makes a customer.",
      "Without a limit among the options the function's defaults apply; with one, exactly those given.",
      "What a minute may bring besides requests (keys, stops, connections ...) is limited in any case."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CreateCustomer implements Callable<Integer> {

  @Option(
      names = "--name",
      order = 1,
      required = true,
      paramLabel = "NAME",
      description = "What people call the customer.")
  private String name;

  @Option(
      names = "--id",
      order = 2,
      paramLabel = "ID",
      description = "The customer's key, for ever. Default: made of the name, as acme-ltd.")
  private Optional<CustomerId> id;

  @Option(names = "--email", order = 3, paramLabel = "EMAIL", description = "Whom to write to.")
  private Optional<String> email;

  @Mixin private LimitOptions limits;

  @Option(names = "--no-limits", order = 20, description = "Limits no answers.")
  private boolean noLimits;

  @Option(
      names = "--model",
      order = 21,
      paramLabel = "ID",
      description = "A model that the customer may use; repeat it. Default: every deployed one.")
  private Set<ModelId> models = Set.of();

  @Option(
      names = {"--issue-key", "--issue-token"},
      order = 22,
      description =
          "Issues a first API key in the same step and prints it: the only time it is shown.")
  private boolean issueApiKey;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  CreateCustomer(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    NewCustomer customer = customer();
    return commandContext.run(place, stackTables -> create(stackTables, customer));
  }

  private CommandResult create(StackTables stackTables, NewCustomer customer) {
    Optional<NewApiKey> token =
        issueApiKey
            ? Optional.of(
                new NewApiKey(
                    commandContext.newKey(), customer.id(), Optional.empty(), Optional.empty()))
            : Optional.empty();
    return new CustomerTable(stackTables, commandContext.now())
        .create(customer, token)
        .map(created ->
            CommandResult.done(
                answer(created, token)
                    .withNotes(
                        UnpricedModelWarnings.of(stackTables, commandContext.now(), created))))
        .orElseGet(() ->
            new CommandResult.Refused(
                "there is a customer %s already: choose another --id"
                    .formatted(customer.id().value())));
  }

  private static CommandOutput answer(Customer created, Optional<NewApiKey> token) {
    var json = CustomerView.json(created);
    return token
        .map(first ->
            CommandOutput.of(
                    List.of(first.apiKey().reveal()),
                    json.object("token", KeyView.json(first).build()).build())
                .withNote("made the customer " + created.id().value())
                .withNote(KeyCommands.SHOWN_ONCE))
        .orElseGet(() -> CommandOutput.of(CustomerView.facts(created), json.build()));
  }

  private NewCustomer customer() {
    Labels.checkName("--name", Optional.of(name), place);
    Labels.checkEmail(email, place);
    limits.check(place);
    Map<Limit, BigDecimal> given = limits.given();
    if (noLimits && !given.isEmpty()) {
      throw place.usageError("--no-limits does not go with limits");
    }
    return new NewCustomer(
        newId(),
        name,
        email,
        noLimits || !given.isEmpty() ? Optional.of(given) : Optional.empty(),
        models.stream().map(ModelId::value).collect(Collectors.toSet()));
  }

  private CustomerId newId() {
    CustomerId chosen =
        id.or(() -> CustomerId.fromName(name))
            .orElseThrow(() -> place.usageError("no id can be made of this name: give --id"));
    if (!chosen.isValidForNew()) {
      throw place.usageError("--id is " + CustomerId.FORMAT + ", not '" + chosen.value() + "'");
    }
    return chosen;
  }
}
