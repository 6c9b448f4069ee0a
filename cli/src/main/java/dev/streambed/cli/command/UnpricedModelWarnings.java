package dev.streambed.cli.command;

import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.gateway.price.PriceBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Warns about models without a price that a customer with a budget may use. The gateway refuses
/// them, because it cannot tell what they would cost.
final class UnpricedModelWarnings {

  private static final int MOST_NAMED = 10;

  private UnpricedModelWarnings() {}

  static List<String> of(StackTables tables, Instant now, Customer customer) {
    boolean hasBudget =
        customer
            .limits()
            .filter(limits -> limits.containsKey(Limit.USD_PER_MONTH.attribute()))
            .isPresent();
    if (!hasBudget) {
      return List.of();
    }
    Optional<List<String>> models = customer.models().or(tables.deployedModels());
    if (models.isEmpty()) {
      return List.of(
          "which models are deployed could not be read: whether they have prices, which a budget"
              + " needs, was not checked");
    }
    return new PriceBookTable(tables, now)
        .findActive()
        .map(book -> ofModels(models.get(), book, tables.region(), customer))
        .orElseGet(() ->
            List.of(
                "the price book in use could not be read: whether the customer's models have"
                    + " prices, which a budget needs, was not checked"));
  }

  private static List<String> ofModels(
      List<String> models, PriceBook book, String region, Customer customer) {
    List<String> unpriced =
        models.stream().filter(model -> !book.hasPriceOf(model, region)).toList();
    return unpriced.isEmpty()
        ? List.of()
        : List.of(
            "%s has a budget, and the price book in use (%s) has no price of %s: the gateway refuses"
                    .formatted(customer.id().value(), book.version(), firstOf(unpriced))
                + " these models to it until a book has their prices (docs/prices.md)");
  }

  private static String firstOf(List<String> models) {
    String first = String.join(", ", models.subList(0, Math.min(MOST_NAMED, models.size())));
    return models.size() > MOST_NAMED
        ? first + " and " + (models.size() - MOST_NAMED) + " more"
        : first;
  }
}
