package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerChange;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.CustomerUpdate;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.domain.ModelId;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `customers update`.
@Command(
    name = "update",
    description = {
      "Changes what is named among the options; the rest stays.",
      "The first limit of a customer that had none of its own ends the function's defaults for it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UpdateCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Option(names = "--name", order = 1, paramLabel = "NAME", description = "Another name.")
  private Optional<String> name;

  @Option(names = "--email", order = 2, paramLabel = "EMAIL", description = "Another address.")
  private Optional<String> email;

  @Mixin private LimitOptions limits;

  @Option(
      names = "--model",
      order = 20,
      paramLabel = "ID",
      description = "A model that the customer may use; repeat it. Those not given it may not.")
  private Set<ModelId> models = Set.of();

  @Mixin private ClearOptions clear;
  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  UpdateCustomer(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    CustomerChange change = change();
    return commandContext.run(place, stackTables -> update(stackTables, change));
  }

  private CommandResult update(StackTables stackTables, CustomerChange change) {
    return new CustomerUpdate(new CustomerTable(stackTables, commandContext.now()))
        .apply(id, change)
        .map(changed ->
            CommandResult.done(
                answer(changed)
                    .withNotes(
                        UnpricedModelWarnings.of(
                            stackTables, commandContext.now(), changed.after()))))
        .orElseGet(() -> CommandResult.customerNotFound(id));
  }

  private static CommandOutput answer(CustomerUpdate.Changed changed) {
    CommandOutput commandOutput =
        CommandOutput.of(
            CustomerView.facts(changed.after()), CustomerView.json(changed.after()).build());
    boolean leftDefaults =
        changed.before().limits().isEmpty() && changed.after().limits().isPresent();
    return (leftDefaults
            ? commandOutput.withNote(
                "the function's default limits no longer apply to "
                    + changed.after().id().value()
                    + ": only those shown here")
            : commandOutput)
        .withNote(KeyCommands.TAKES_EFFECT_SOON);
  }

  private CustomerChange change() {
    Labels.checkName("--name", name, place);
    Labels.checkEmail(email, place);
    limits.check(place);
    Map<Limit, BigDecimal> given = limits.given();
    clear.check(given, email.isPresent(), !models.isEmpty(), place);
    CustomerChange change =
        new CustomerChange(
            name, clear.email() ? Optional.of("") : email, clear.limits(given), models());
    if (change.isNothing()) {
      throw place.usageError("nothing to change: --help lists what can be");
    }
    return change;
  }

  private Optional<Set<String>> models() {
    return models.isEmpty() && !clear.models()
        ? Optional.empty()
        : Optional.of(models.stream().map(ModelId::value).collect(Collectors.toSet()));
  }
}
