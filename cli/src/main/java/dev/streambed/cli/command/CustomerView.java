package dev.streambed.cli.command;

import dev.streambed.cli.console.Facts;
import dev.streambed.cli.console.Fields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.Limit;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a customer is shown.
final class CustomerView {

  private CustomerView() {}

  /// With the table's names; limits and models are absent where the table has none.
  static Fields json(Customer customer) {
    Fields fields =
        new Fields()
            .text("customerId", customer.id().value())
            .text("name", customer.name())
            .text("email", customer.email())
            .text("status", customer.status());
    customer.limits().ifPresent(limits -> fields.object("limits", numbers(limits)));
    customer.models().ifPresent(models -> fields.texts("models", models));
    return fields.text("createdAt", customer.createdAt()).text("updatedAt", customer.updatedAt());
  }

  static List<String> facts(Customer customer) {
    return new Facts()
        .fact("customer", customer.id().value())
        .fact("name", customer.name())
        .fact("email", customer.email())
        .fact("status", customer.status())
        .fact("limits", limits(customer.limits()))
        .fact("models", models(customer.models()))
        .fact("created", customer.createdAt())
        .fact("updated", customer.updatedAt())
        .lines();
  }

  static List<String> table(List<Customer> customers) {
    TextTable table =
        new TextTable()
            .words("CUSTOMER")
            .words("NAME")
            .words("STATUS")
            .words("CREATED")
            .words("LIMITS")
            .words("MODELS");
    for (Customer customer : customers) {
      table.row(
          List.of(
              customer.id().value(),
              customer.name(),
              customer.status(),
              Times.day(customer.createdAt()),
              limits(customer.limits()),
              customer.models().map(models -> Integer.toString(models.size())).orElse("every")));
    }
    return table.lines();
  }

  private static String limits(Optional<Map<String, String>> limits) {
    return limits
        .map(given ->
            given.isEmpty()
                ? "none"
                : given.entrySet().stream()
                    .map(limit -> option(limit.getKey()) + " " + limit.getValue())
                    .collect(Collectors.joining(", ")))
        .orElse("the function's defaults");
  }

  private static String option(String attribute) {
    return Limit.ofAttribute(attribute).map(Limit::option).orElse(attribute);
  }

  private static String models(Optional<List<String>> models) {
    return models.map(ids -> String.join(", ", ids)).orElse("every deployed one");
  }

  private static JsonObject numbers(Map<String, String> limits) {
    Map<String, Json> members = new LinkedHashMap<>();
    limits.forEach((name, value) ->
        members.put(
            name, value.equals(Customer.UNREADABLE) ? new JsonText(value) : new JsonNumber(value)));
    return new JsonObject(members);
  }
}
