package dev.streambed.local.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds the IAM actions that a request to DynamoDB needs.
///
/// @param arns where the tables are
record RequiredTableActions(Arns arns) {

  private static final String PREFIX = "dynamodb:";

  /// All actions of the request.
  ///
  /// @param operation for example `TransactWriteItems`
  /// @param body the request
  List<TableAction> of(String operation, JsonNode body) {
    return switch (operation) {
      case "BatchGetItem", "BatchWriteItem" -> batch(operation, body.path("RequestItems"));
      case "TransactGetItems", "TransactWriteItems" -> transaction(body.path("TransactItems"));
      default -> List.of(new TableAction(PREFIX + operation, resource(body)));
    };
  }

  private List<TableAction> batch(String operation, JsonNode requestItems) {
    List<TableAction> calls = new ArrayList<>();
    requestItems
        .fieldNames()
        .forEachRemaining(table -> calls.add(new TableAction(PREFIX + operation, table(table))));
    return calls;
  }

  // IAM checks the actions of the individual operations; there is no permission for the transaction
  // itself.
  private List<TableAction> transaction(JsonNode parts) {
    List<TableAction> calls = new ArrayList<>();
    for (JsonNode part : parts) {
      for (Map.Entry<String, JsonNode> act : part.properties()) {
        calls.add(new TableAction(PREFIX + action(act.getKey()), resource(act.getValue())));
      }
    }
    return calls;
  }

  private static String action(String part) {
    return part.equals("ConditionCheck") ? "ConditionCheckItem" : part + "Item";
  }

  private String resource(JsonNode body) {
    JsonNode table = body.path("TableName");
    if (table.isMissingNode()) {
      return "*";
    }
    JsonNode index = body.path("IndexName");
    return table(table.asText()) + (index.isMissingNode() ? "" : "/index/" + index.asText());
  }

  private String table(String name) {
    return name.startsWith("arn:") ? name : arns.arn("dynamodb", "table/" + name);
  }

  /// One action of a request on one table.
  ///
  /// @param action for example `dynamodb:GetItem`
  /// @param resource the table's or the index's ARN
  record TableAction(String action, String resource) {}
}
