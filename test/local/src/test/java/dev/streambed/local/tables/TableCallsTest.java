package dev.streambed.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.local.vocabulary.Arns;
import dev.streambed.local.vocabulary.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCallsTest {

  private static final String T = "arn:aws:dynamodb:us-east-1:1:table/";

  @Test
  void asksForTheTable() {
    assertThat(calls("GetItem", "{TableName: 'a'}"))
        .containsExactly(new TableCall("dynamodb:GetItem", T + "a"));
  }

  @Test
  void asksForTheIndexThatIsQueried() {
    assertThat(calls("Query", "{TableName: 'a', IndexName: 'byCustomer'}"))
        .containsExactly(new TableCall("dynamodb:Query", T + "a/index/byCustomer"));
  }

  @Test
  void takesATableByItsArn() {
    assertThat(calls("PutItem", "{TableName: '" + T + "a'}"))
        .containsExactly(new TableCall("dynamodb:PutItem", T + "a"));
  }

  @Test
  void asksForEveryTableOfABatch() {
    assertThat(calls("BatchWriteItem", "{RequestItems: {a: [], b: []}}"))
        .containsExactly(
            new TableCall("dynamodb:BatchWriteItem", T + "a"),
            new TableCall("dynamodb:BatchWriteItem", T + "b"));
  }

  @Test
  void asksForEachPartOfATransaction() {
    String parts =
        "{TransactItems: [{Put: {TableName: 'a'}}, {ConditionCheck: {TableName: 'b'}},"
            + " {Update: {TableName: 'a'}}, {Delete: {TableName: 'c'}}]}";
    assertThat(calls("TransactWriteItems", parts))
        .containsExactly(
            new TableCall("dynamodb:PutItem", T + "a"),
            new TableCall("dynamodb:ConditionCheckItem", T + "b"),
            new TableCall("dynamodb:UpdateItem", T + "a"),
            new TableCall("dynamodb:DeleteItem", T + "c"));
    assertThat(calls("TransactGetItems", "{TransactItems: [{Get: {TableName: 'a'}}]}"))
        .containsExactly(new TableCall("dynamodb:GetItem", T + "a"));
  }

  @Test
  void asksForEverythingWhereThereIsNoTable() {
    assertThat(calls("ListTables", "{}"))
        .containsExactly(new TableCall("dynamodb:ListTables", "*"));
  }

  private static List<TableCall> calls(String operation, String body) {
    return new TableCalls(Arns.of("us-east-1", "1"))
        .of(operation, Json.parseLeniently(body).orElseThrow());
  }
}
