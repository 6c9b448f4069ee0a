package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.Limit;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Formats customers.
final class CustomerView {

  private static final String DEPLOYED = "deployment's";

  private CustomerView() {}

  /// With the names of the table's attributes. Limits, models and guardrail are absent if the item
  /// has none.
  static JsonFields json(Customer customer) {
    JsonFields jsonFields =
        new JsonFields()
            .text("customerId", customer.id().value())
            .text("name", customer.name())
            .text("email", customer.email())
            .text("status", customer.status());
    customer.limits().ifPresent(limits -> jsonFields.object("limits", numbers(limits)));
    customer.models().ifPresent(models -> jsonFields.texts("models", models));
    customer.guardrail().ifPresent(guardrail -> jsonFields.text("guardrail", guardrail));
    return jsonFields
        .text("createdAt", customer.createdAt())
        .text("updatedAt", customer.updatedAt());
  }

  static List<String> properties(Customer customer) {
    return TextTable.ofProperties()
        .property("customer", customer.id().value())
        .property("name", customer.name())
        .property("email", customer.email())
        .property("status", customer.status())
        .property("limits", limits(customer.limits()))
        .property("models", models(customer.models()))
        .property("guardrail", customer.guardrail().orElse(DEPLOYED))
        .property("created", customer.createdAt())
        .property("updated", customer.updatedAt())
        .lines();
  }

  static List<String> table(List<Customer> customers) {
    TextTable table =
        new TextTable()
            .textColumn("CUSTOMER")
            .textColumn("NAME")
            .textColumn("STATUS")
            .textColumn("CREATED")
            .textColumn("LIMITS")
            .textColumn("MODELS")
            .textColumn("GUARDRAIL");
    for (Customer customer : customers) {
      table.row(
          List.of(
              customer.id().value(),
              customer.name(),
              customer.status(),
              ValueFormat.day(customer.createdAt()),
              limits(customer.limits()),
              customer.models().map(models -> Integer.toString(models.size())).orElse("every"),
              customer.guardrail().map(CustomerView::withoutArn).orElse(DEPLOYED)));
    }
    return table.lines();
  }

  private static String withoutArn(String guardrail) {
    return guardrail.substring(guardrail.lastIndexOf('/') + 1);
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
            name,
            value.equals(Customer.UNREADABLE) ? new JsonString(value) : new JsonNumber(value)));
    return new JsonObject(members);
  }
}
