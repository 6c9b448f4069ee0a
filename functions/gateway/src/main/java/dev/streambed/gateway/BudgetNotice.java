package dev.streambed.gateway;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.limit.Crossing;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What subscribers read of a threshold that a customer has come to.
///
/// @param subject a line for people: what SNS takes for one
/// @param message JSON for programs
record BudgetNotice(String subject, String message) {

  private static final int USED_UP = 100;
  private static final int NANO = 9;
  private static final int MOST_OF_A_NAME = 40;

  static BudgetNotice of(Crossing crossing) {
    return new BudgetNotice(subject(crossing), json(crossing).write());
  }

  private static String subject(Crossing crossing) {
    String used = crossing.percent() == USED_UP ? "up" : crossing.percent() + " % of";
    return "Streambed: %s has used %s its budget for %s"
        .formatted(name(crossing.customer().value()), used, crossing.month());
  }

  // Names are the teams' own, and a subject is short ASCII without line breaks.
  private static String name(String customer) {
    String plain = customer.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > MOST_OF_A_NAME ? plain.substring(0, MOST_OF_A_NAME) + "..." : plain;
  }

  private static JsonObject json(Crossing crossing) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonText("budget_threshold"));
    fields.put("customer_id", new JsonText(crossing.customer().value()));
    fields.put("month", new JsonText(crossing.month().toString()));
    fields.put("threshold_percent", JsonNumber.of(crossing.percent()));
    fields.put("spent_usd", dollars(crossing.spentNanoDollars()));
    fields.put("spent_nano_usd", JsonNumber.of(crossing.spentNanoDollars()));
    fields.put("budget_usd", dollars(crossing.budgetNanoDollars()));
    fields.put("budget_nano_usd", JsonNumber.of(crossing.budgetNanoDollars()));
    fields.put("instant", new JsonText(crossing.at().toString()));
    return new JsonObject(fields);
  }

  private static Json dollars(long nanoDollars) {
    return JsonNumber.of(BigDecimal.valueOf(nanoDollars, NANO).stripTrailingZeros());
  }
}
