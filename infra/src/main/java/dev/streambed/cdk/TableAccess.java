package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;

/** What the function may do on each table, and the name that it knows the table by. */
record TableAccess(Function function) {

  /** Gives the function these permissions and names. */
  void allow(GatewayTables tables, StreambedProps props) {
    use(tables.customers(), GatewayEnvironment.CUSTOMERS_TABLE, "dynamodb:GetItem");
    // Callers make tokens that live for minutes.
    use(
        tables.apiKeys(),
        GatewayEnvironment.API_KEYS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:PutItem");
    // A sweep looks for reservations of every customer.
    use(tables.limits(), GatewayEnvironment.LIMITS_TABLE, "dynamodb:UpdateItem", "dynamodb:Scan");
    // A caller asks for the records of its own months. A record that is there already comes back
    // with the refusal to put it again, which takes no permission to read.
    use(tables.usage(), GatewayEnvironment.USAGE_TABLE, "dynamodb:PutItem", "dynamodb:Query");
    use(
        tables.sessions(),
        GatewayEnvironment.SESSIONS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem");
    use(tables.prices(), GatewayEnvironment.PRICES_TABLE, "dynamodb:GetItem", "dynamodb:Query");
    if (props.observability().alarms()) {
      // Before a budget's threshold is announced, what was, and every shard's part, are looked at.
      permit(tables.limits(), "dynamodb:GetItem");
    }
    if (props.has(FrontDoor.WEB_SOCKET)) {
      // A connection has several rows: its answers, and the parts of a long prompt.
      permit(tables.sessions(), "dynamodb:Query");
    }
  }

  private void use(ITable table, String variable, String... actions) {
    function.addEnvironment(variable, table.getTableName());
    permit(table, actions);
    TableEncryptionKey.grant(function, table, List.of(actions));
  }

  private void permit(ITable table, String... actions) {
    // Not table.grant(): it adds every index, and the function reads none.
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of(actions))
            .resources(List.of(table.getTableArn()))
            .build());
  }
}
