package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;

/** The function's permissions on each table, and the environment variable with the table's name. */
record TableAccess(Function function) {

  /** Grants the permissions and sets the variables. */
  void allow(GatewayTables tables, StreambedProps props) {
    use(tables.customers(), GatewayEnvironment.CUSTOMERS_TABLE, "dynamodb:GetItem");
    // Callers issue browser keys; the last use of a key is stored.
    use(
        tables.apiKeys(),
        GatewayEnvironment.API_KEYS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem");
    // A sweep scans for reservations of every customer. A stop, and an announcement of a budget
    // threshold, read those of one.
    use(
        tables.limits(),
        GatewayEnvironment.LIMITS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:UpdateItem",
        "dynamodb:Scan");
    // A caller queries its own records. The failed conditional put of an existing record returns
    // that record without a read permission.
    use(tables.usage(), GatewayEnvironment.USAGE_TABLE, "dynamodb:PutItem", "dynamodb:Query");
    use(
        tables.sessions(),
        GatewayEnvironment.SESSIONS_TABLE,
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem");
    use(tables.prices(), GatewayEnvironment.PRICES_TABLE, "dynamodb:GetItem", "dynamodb:Query");
    if (props.has(FrontDoor.WEB_SOCKET)) {
      // A connection has several items: its answers, and the parts of a long prompt.
      permit(tables.sessions(), "dynamodb:Query");
    }
  }

  private void use(ITable table, String variable, String... actions) {
    function.addEnvironment(variable, table.getTableName());
    permit(table, actions);
    TableEncryptionKey.grant(function, table, List.of(actions));
  }

  private void permit(ITable table, String... actions) {
    // Not table.grant(), which adds every index; the function reads none.
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of(actions))
            .resources(List.of(table.getTableArn()))
            .build());
  }
}
