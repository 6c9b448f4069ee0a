package dev.streambed.gateway.maintenance;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.limit.BudgetNoticeCoordinator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// The notification that a customer has reached a budget threshold.
///
/// @param subject one line for people, valid as an SNS subject
/// @param message JSON for programs
record BudgetNotice(String subject, String message) {

  private static final int USED_UP = 100;
  private static final int NANO = 9;
  private static final int MOST_OF_A_NAME = 40;

  static BudgetNotice of(BudgetNoticeCoordinator.Crossing thresholdCrossing) {
    return new BudgetNotice(subject(thresholdCrossing), json(thresholdCrossing).write());
  }

  private static String subject(BudgetNoticeCoordinator.Crossing thresholdCrossing) {
    String used =
        thresholdCrossing.percent() == USED_UP ? "up" : thresholdCrossing.percent() + " % of";
    return "Streambed: %s has used %s its budget for %s"
        .formatted(name(thresholdCrossing.customer().value()), used, thresholdCrossing.month());
  }

  // Customer names are chosen freely, but a subject must be short ASCII without line breaks.
  private static String name(String customer) {
    String plain = customer.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > MOST_OF_A_NAME ? plain.substring(0, MOST_OF_A_NAME) + "..." : plain;
  }

  private static JsonObject json(BudgetNoticeCoordinator.Crossing thresholdCrossing) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonString("budget_threshold"));
    fields.put("customer_id", new JsonString(thresholdCrossing.customer().value()));
    fields.put("month", new JsonString(thresholdCrossing.month().toString()));
    fields.put("threshold_percent", JsonNumber.of(thresholdCrossing.percent()));
    fields.put("spent_usd", dollars(thresholdCrossing.spentNanoDollars()));
    fields.put("spent_nano_usd", JsonNumber.of(thresholdCrossing.spentNanoDollars()));
    fields.put("budget_usd", dollars(thresholdCrossing.budgetNanoDollars()));
    fields.put("budget_nano_usd", JsonNumber.of(thresholdCrossing.budgetNanoDollars()));
    fields.put("instant", new JsonString(thresholdCrossing.at().toString()));
    return new JsonObject(fields);
  }

  private static Json dollars(long nanoDollars) {
    return JsonNumber.of(BigDecimal.valueOf(nanoDollars, NANO).stripTrailingZeros());
  }
}
