package dev.streambed.cdk.app;

import dev.streambed.cdk.GatewayTables;
import dev.streambed.cdk.StreambedTables;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.ITable;

/** The tables only, so that they are not deleted with the service. */
final class DataStack extends Stack {
  private final GatewayTables tables;

  DataStack(App app, String id) {
    super(app, id, props());
    this.tables = new StreambedTables(this, "Tables").tables();
    output("CustomersTableName", tables.customers());
    output("ApiKeysTableName", tables.apiKeys());
    output("LimitsTableName", tables.limits());
    output("UsageTableName", tables.usage());
    output("SessionsTableName", tables.sessions());
    output("PricesTableName", tables.prices());
  }

  GatewayTables tables() {
    return tables;
  }

  private static StackProps props() {
    return StackProps.builder()
        .description("Streambed: customers, API keys, limits, usage, sessions and prices")
        .terminationProtection(true)
        .build();
  }

  private void output(String id, ITable table) {
    CfnOutput.Builder.create(this, id).value(table.getTableName()).build();
  }
}
