package dev.streambed.cdk.app;

import dev.streambed.cdk.GatewayTables;
import dev.streambed.cdk.StreambedTables;
import dev.streambed.cdk.TableSettings;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.ITable;

/**
 * The tables only, so that they are not deleted with the service. Where the configuration names
 * existing tables, the stack has only the outputs by which the command line finds them.
 */
final class DataStack extends Stack {
  private final GatewayTables tables;

  DataStack(App app, String id, AppChoices choices) {
    super(app, id, props(choices));
    this.tables =
        choices
            .existing()
            .tables()
            .map(this::existingTables)
            .orElseGet(() -> newTables(choices).tables());
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

  private GatewayTables existingTables(ExistingResources.Tables existing) {
    // CloudFormation requires a resource; this one does nothing.
    new CfnWaitConditionHandle(this, "NoResource");
    return existing.importInto(this);
  }

  private StreambedTables newTables(AppChoices choices) {
    var settings = TableSettings.DEFAULTS.withRemovalPolicy(choices.service().removalPolicy());
    var encrypted =
        choices.existing().importKey(this).map(settings::withEncryptionKey).orElse(settings);
    return new StreambedTables(this, "Tables", encrypted);
  }

  private static StackProps props(AppChoices choices) {
    var props =
        StackProps.builder()
            .description("Streambed: customers, API keys, limits, usage, sessions and prices")
            .terminationProtection(choices.service().removalPolicy() == RemovalPolicy.RETAIN);
    choices.existing().environment().ifPresent(props::env);
    return props.build();
  }

  private void output(String id, ITable table) {
    CfnOutput.Builder.create(this, id).value(table.getTableName()).build();
  }
}
