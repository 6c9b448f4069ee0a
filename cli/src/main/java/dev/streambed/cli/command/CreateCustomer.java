package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `customers create`.
@Command(
    name = "create",
    description = {
      "Creates a customer.",
      "Without any limit option, the function's default limits apply; with one, only those given.",
      "Requests other than for answers (keys, stops, connections ...) are limited in any case."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CreateCustomer implements Callable<Integer> {

  @Option(
      names = "--name",
      order = 1,
      required = true,
      paramLabel = "NAME",
      description = "The customer's name, for people.")
  private String name;

  @Option(
      names = "--id",
      order = 2,
      paramLabel = "ID",
      description = "The customer's id, which never changes. Default: from the name, as acme-ltd.")
  private Optional<CustomerId> id;

  @Option(
      names = "--email",
      order = 3,
      paramLabel = "EMAIL",
      description = "The customer's e-mail address.")
  private Optional<String> email;

  @Option(names = "--no-limits", order = 30, description = "Sets no limits on answers.")
  private boolean noLimits;

  @Option(
      names = "--model",
      order = 31,
      paramLabel = "ID",
      description = "A model that the customer may use. Repeatable. Default: all deployed models.")
  private Set<ModelId> models = Set.of();

  @Option(
      names = "--guardrail",
      order = 32,
      paramLabel = "ID:VERSION",
      description = {
        "A guardrail of Bedrock that every answer is asked for with: its id or ARN, a colon and the"
            + " version. Default: the deployment's, if it has one."
      })
  private Optional<RequiredGuardrail> guardrail;

  @Option(
      names = {"--issue-key", "--issue-token"},
      order = 33,
      description =
          "Issues a first API key in the same transaction and prints it. It is shown only once.")
  private boolean issueApiKey;

  @Mixin private StackOptions stackOptions;

  @Spec private CommandSpec command;

  private final CommandContext context;

  CreateCustomer(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Customer.New customer = customer();
    return context.run(stackOptions, tables -> create(tables, customer));
  }

  private CommandResult create(StackTables tables, Customer.New customer) {
    Optional<ApiKey.New> key =
        issueApiKey
            ? Optional.of(new ApiKey.New(context.newKey(), customer.id()))
            : Optional.empty();
    return new CustomerTable(tables, context.now())
        .create(customer, key)
        .map(created ->
            CommandResult.done(
                output(created, key)
                    .withNotes(UnpricedModelWarnings.of(tables, context.now(), created))))
        .orElseGet(() ->
            new CommandResult.Refused(
                "there is a customer %s already: choose another --id"
                    .formatted(customer.id().value())));
  }

  private static CommandResult.Output output(Customer created, Optional<ApiKey.New> key) {
    var json = CustomerView.json(created);
    return key.map(first ->
            CommandResult.Output.of(
                    List.of(first.apiKey().reveal()),
                    json.object("token", KeyView.json(first).build()).build())
                .withNote("made the customer " + created.id().value())
                .withNote(KeyCommands.SHOWN_ONCE))
        .orElseGet(() -> CommandResult.Output.of(CustomerView.properties(created), json.build()));
  }

  private Customer.New customer() {
    OptionChecks.checkName("--name", Optional.of(name), stackOptions);
    OptionChecks.checkEmail(email, stackOptions);
    Map<Limit, BigDecimal> limits = LimitOptions.given(command, stackOptions);
    if (noLimits && !limits.isEmpty()) {
      throw stackOptions.usageError("--no-limits does not go with limits");
    }
    return new Customer.New(
        newId(),
        name,
        email,
        noLimits || !limits.isEmpty() ? Optional.of(limits) : Optional.empty(),
        models.stream().map(ModelId::value).collect(Collectors.toSet()),
        guardrail);
  }

  private CustomerId newId() {
    CustomerId chosen =
        id.or(() -> CustomerId.fromName(name))
            .orElseThrow(
                () -> stackOptions.usageError("no id can be made of this name: give --id"));
    if (!chosen.isValidForNew()) {
      throw stackOptions.usageError(
          "--id is " + CustomerId.FORMAT + ", not '" + chosen.value() + "'");
    }
    return chosen;
  }
}
