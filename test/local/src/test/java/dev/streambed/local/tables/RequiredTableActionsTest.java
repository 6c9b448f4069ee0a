package dev.streambed.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredTableActionsTest {

  private static final String T = "arn:aws:dynamodb:us-east-1:1:table/";

  @Test
  void asksForTheTable() {
    assertThat(calls("GetItem", "{TableName: 'a'}"))
        .containsExactly(new RequiredTableActions.TableAction("dynamodb:GetItem", T + "a"));
  }

  @Test
  void asksForTheIndexThatIsQueried() {
    assertThat(calls("Query", "{TableName: 'a', IndexName: 'byCustomer'}"))
        .containsExactly(
            new RequiredTableActions.TableAction("dynamodb:Query", T + "a/index/byCustomer"));
  }

  @Test
  void takesATableByItsArn() {
    assertThat(calls("PutItem", "{TableName: '" + T + "a'}"))
        .containsExactly(new RequiredTableActions.TableAction("dynamodb:PutItem", T + "a"));
  }

  @Test
  void asksForEveryTableOfABatch() {
    assertThat(calls("BatchWriteItem", "{RequestItems: {a: [], b: []}}"))
        .containsExactly(
            new RequiredTableActions.TableAction("dynamodb:BatchWriteItem", T + "a"),
            new RequiredTableActions.TableAction("dynamodb:BatchWriteItem", T + "b"));
  }

  @Test
  void asksForEachPartOfATransaction() {
    String parts =
        "{TransactItems: [{Put: {TableName: 'a'}}, {ConditionCheck: {TableName: 'b'}},"
            + " {Update: {TableName: 'a'}}, {Delete: {TableName: 'c'}}]}";
    assertThat(calls("TransactWriteItems", parts))
        .containsExactly(
            new RequiredTableActions.TableAction("dynamodb:PutItem", T + "a"),
            new RequiredTableActions.TableAction("dynamodb:ConditionCheckItem", T + "b"),
            new RequiredTableActions.TableAction("dynamodb:UpdateItem", T + "a"),
            new RequiredTableActions.TableAction("dynamodb:DeleteItem", T + "c"));
    assertThat(calls("TransactGetItems", "{TransactItems: [{Get: {TableName: 'a'}}]}"))
        .containsExactly(new RequiredTableActions.TableAction("dynamodb:GetItem", T + "a"));
  }

  @Test
  void asksForEverythingWhereThereIsNoTable() {
    assertThat(calls("ListTables", "{}"))
        .containsExactly(new RequiredTableActions.TableAction("dynamodb:ListTables", "*"));
  }

  private static List<RequiredTableActions.TableAction> calls(String operation, String body) {
    return new RequiredTableActions(Arns.of("us-east-1", "1"))
        .of(operation, Json.parseLeniently(body).orElseThrow());
  }
}
