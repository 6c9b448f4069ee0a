package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `customers update`.
@Command(
    name = "update",
    description = {
      "Changes what the options name and leaves the rest as it is.",
      "The function's default limits no longer apply to a customer that gets a limit of its own."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UpdateCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Option(names = "--name", order = 1, paramLabel = "NAME", description = "The new name.")
  private Optional<String> name;

  @Option(
      names = "--email",
      order = 2,
      paramLabel = "EMAIL",
      description = "The new e-mail address.")
  private Optional<String> email;

  @Option(
      names = "--model",
      order = 30,
      paramLabel = "ID",
      description = "A model that the customer may use. Repeatable. Replaces the present models.")
  private Set<ModelId> models = Set.of();

  @Option(
      names = "--guardrail",
      order = 31,
      paramLabel = "ID:VERSION",
      description =
          "A guardrail of Bedrock that every answer is asked for with, instead of the"
              + " deployment's: its id or ARN, a colon and the version.")
  private Optional<RequiredGuardrail> guardrail;

  @Option(
      names = "--no-guardrail",
      order = 32,
      description = "Applies the deployment's guardrail again, if it has one.")
  private boolean noGuardrail;

  @Mixin private ClearOptions clear;
  @Mixin private StackOptions stackOptions;

  @Spec private CommandSpec command;

  private final CommandContext context;

  UpdateCustomer(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Customer.Change change = change();
    return context.run(stackOptions, tables -> update(tables, change));
  }

  private CommandResult update(StackTables tables, Customer.Change change) {
    return new CustomerTable(tables, context.now())
        .update(id, change)
        .map(updated ->
            CommandResult.done(
                output(updated)
                    .withNotes(UnpricedModelWarnings.of(tables, context.now(), updated.after()))))
        .orElseGet(() -> CommandResult.customerNotFound(id));
  }

  private static CommandResult.Output output(CustomerTable.Updated updated) {
    CommandResult.Output output =
        CommandResult.Output.of(
            CustomerView.properties(updated.after()), CustomerView.json(updated.after()).build());
    boolean leftDefaults =
        updated.before().limits().isEmpty() && updated.after().limits().isPresent();
    return (leftDefaults
            ? output.withNote(
                "the function's default limits no longer apply to "
                    + updated.after().id().value()
                    + ": only those shown here")
            : output)
        .withNote(KeyCommands.TAKES_EFFECT_SOON);
  }

  private Customer.Change change() {
    OptionChecks.checkName("--name", name, stackOptions);
    OptionChecks.checkEmail(email, stackOptions);
    Map<Limit, BigDecimal> limits = LimitOptions.given(command, stackOptions);
    clear.check(limits, email.isPresent(), !models.isEmpty(), stackOptions);
    if (noGuardrail && guardrail.isPresent()) {
      throw stackOptions.usageError("--guardrail and --no-guardrail exclude each other");
    }
    Customer.Change change =
        new Customer.Change(
            name,
            clear.email() ? Optional.of("") : email,
            clear.change(limits),
            models(),
            noGuardrail ? Optional.of("") : guardrail.map(RequiredGuardrail::text));
    if (change.isEmpty()) {
      throw stackOptions.usageError("nothing to change: --help lists the options");
    }
    return change;
  }

  private Optional<Set<String>> models() {
    return models.isEmpty() && !clear.models()
        ? Optional.empty()
        : Optional.of(models.stream().map(ModelId::value).collect(Collectors.toSet()));
  }

  /// The options that take something away from a customer.
  static final class ClearOptions {

    private static final String EMAIL = "email";
    private static final String MODELS = "models";

    /// The values of `--clear`.
    static final class ClearableNames extends ArrayList<String> {
      private static final long serialVersionUID = 1;

      ClearableNames() {
        super(
            Stream.concat(Limit.all().stream().map(Limit::option), Stream.of(MODELS, EMAIL))
                .toList());
      }
    }

    @Option(
        names = "--clear",
        order = 35,
        split = ",",
        paramLabel = "WHAT",
        completionCandidates = ClearableNames.class,
        description =
            "Removes a limit or the e-mail address; `models` allows all deployed models. One of:"
                + " ${COMPLETION-CANDIDATES}")
    private List<String> cleared = List.of();

    @Option(names = "--no-limits", order = 36, description = "Removes all limits on answers.")
    private boolean noLimits;

    @Option(
        names = "--default-limits",
        order = 37,
        description = "Applies the function's default limits again.")
    private boolean defaultLimits;

    /// @param given the limits that are to be set
    void check(
        Map<Limit, BigDecimal> given, boolean email, boolean models, StackOptions stackOptions) {
      List<String> known = new ClearableNames();
      cleared.stream()
          .filter(name -> !known.contains(name))
          .findFirst()
          .ifPresent(name -> {
            throw stackOptions.usageError(
                "--clear knows no '" + name + "', only " + String.join(", ", known));
          });
      boolean all = noLimits || defaultLimits;
      boolean single = !given.isEmpty() || !limits().isEmpty();
      if ((all && single) || (noLimits && defaultLimits)) {
        throw stackOptions.usageError(
            "--no-limits, --default-limits and single limits exclude each other");
      }
      setAndCleared(given, email, models)
          .ifPresent(name -> {
            throw stackOptions.usageError("--clear " + name + " and its option exclude each other");
          });
    }

    boolean email() {
      return cleared.contains(EMAIL);
    }

    boolean models() {
      return cleared.contains(MODELS);
    }

    Customer.LimitsChange change(Map<Limit, BigDecimal> given) {
      if (defaultLimits) {
        return new Customer.LimitsChange.ResetToDefaults();
      }
      return noLimits
          ? new Customer.LimitsChange.Replace(Map.of())
          : new Customer.LimitsChange.Patch(given, limits());
    }

    private Set<Limit> limits() {
      return Limit.all().stream()
          .filter(limit -> cleared.contains(limit.option()))
          .collect(Collectors.toSet());
    }

    private Optional<String> setAndCleared(
        Map<Limit, BigDecimal> given, boolean email, boolean models) {
      return cleared.stream()
          .filter(name ->
              (name.equals(EMAIL) && email)
                  || (name.equals(MODELS) && models)
                  || given.keySet().stream().anyMatch(limit -> limit.option().equals(name)))
          .findFirst();
    }
  }
}
