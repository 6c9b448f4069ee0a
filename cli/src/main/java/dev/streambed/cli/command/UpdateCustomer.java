package dev.streambed.cli.command;

import dev.streambed.cli.store.CustomerUpdate;
import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.CustomerChange;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Limit;
import dev.streambed.cli.vocabulary.Verdict;
import dev.streambed.gateway.vocabulary.ModelId;
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
  @Mixin private PlaceOptions place;

  private final Desk desk;

  UpdateCustomer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    CustomerChange change = change();
    return desk.serve(place, tables -> update(tables, change));
  }

  private Verdict update(Tables tables, CustomerChange change) {
    return new CustomerUpdate(new Customers(tables, desk.now()))
        .apply(id, change)
        .map(changed ->
            Verdict.done(
                answer(changed).withNotes(BudgetNotes.of(tables, desk.now(), changed.after()))))
        .orElseGet(() -> Verdict.noCustomer(id));
  }

  private static Answer answer(CustomerUpdate.Changed changed) {
    Answer answer =
        Answer.of(CustomerView.facts(changed.after()), CustomerView.json(changed.after()).build());
    boolean leftDefaults =
        changed.before().limits().isEmpty() && changed.after().limits().isPresent();
    return (leftDefaults
            ? answer.withNote(
                "the function's default limits no longer apply to "
                    + changed.after().id().value()
                    + ": only those shown here")
            : answer)
        .withNote(Tokens.WITHIN);
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
      throw place.wrong("nothing to change: --help lists what can be");
    }
    return change;
  }

  private Optional<Set<String>> models() {
    return models.isEmpty() && !clear.models()
        ? Optional.empty()
        : Optional.of(models.stream().map(ModelId::value).collect(Collectors.toSet()));
  }
}
