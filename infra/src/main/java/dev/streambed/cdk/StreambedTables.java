package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/**
 * The six tables, in two classes of durability. Customers, API keys, usage and prices are retained
 * when the stack is deleted, unless the settings say otherwise, and have point-in-time recovery.
 * Limits and sessions hold current state only and may be lost.
 *
 * <p>Put them into a stack of their own, so that changes of the service do not affect them.
 */
public final class StreambedTables extends Construct {
  /** The index of the table {@code apiKeys} that finds the keys of one customer. */
  public static final String BY_CUSTOMER = "byCustomer";

  private static final String CUSTOMER_ID = "customerId";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String DELETE_AT = "deleteAt";

  private final TableSettings settings;
  private final GatewayTables tables;

  /** Creates the tables with the default settings; CloudFormation generates their names. */
  public StreambedTables(Construct scope, String id) {
    this(scope, id, TableSettings.DEFAULTS);
  }

  /** Creates the tables; CloudFormation generates their names. */
  public StreambedTables(Construct scope, String id, TableSettings settings) {
    super(scope, id);
    PropsCheck.that(
        settings.encryptionKey().isEmpty() || !Token.isUnresolved(Stack.of(this).getRegion()),
        "encryptionKey: CDK writes a table with a key only into a stack with a Region (env)");
    this.settings = settings;
    this.tables =
        new GatewayTables(customers(), apiKeys(), limits(), usage(), sessions(), prices());
  }

  /** The tables, for a {@link Streambed} in this stack or another one. */
  public GatewayTables tables() {
    return tables;
  }

  private TableV2 customers() {
    return durable("Customers").partitionKey(text(CUSTOMER_ID)).build();
  }

  private TableV2 apiKeys() {
    return durable("ApiKeys")
        .partitionKey(text("keyHash"))
        // This is not the expiry of every key: only browser keys, which live for minutes, have it.
        .timeToLiveAttribute(DELETE_AT)
        .globalSecondaryIndexes(
            List.of(
                GlobalSecondaryIndexPropsV2.builder()
                    .indexName(BY_CUSTOMER)
                    .partitionKey(text(CUSTOMER_ID))
                    .projectionType(ProjectionType.KEYS_ONLY)
                    .build()))
        .build();
  }

  private TableV2 limits() {
    return passing("Limits").partitionKey(text(CUSTOMER_ID)).sortKey(text("window")).build();
  }

  private TableV2 usage() {
    return durable("Usage")
        .partitionKey(text("customerMonth"))
        .sortKey(text("instantRequestId"))
        .build();
  }

  private TableV2 sessions() {
    return passing("Sessions").partitionKey(text("connectionId")).sortKey(text("item")).build();
  }

  private TableV2 prices() {
    return durable("Prices").partitionKey(text("book")).sortKey(text("version")).build();
  }

  private TableV2.Builder durable(String id) {
    return onDemand(id)
        .removalPolicy(settings.removalPolicy())
        .deletionProtection(settings.removalPolicy() == RemovalPolicy.RETAIN)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build());
  }

  private TableV2.Builder passing(String id) {
    return onDemand(id).timeToLiveAttribute(EXPIRES_AT).removalPolicy(RemovalPolicy.DESTROY);
  }

  private TableV2.Builder onDemand(String id) {
    var builder = TableV2.Builder.create(this, id).billing(Billing.onDemand());
    settings
        .encryptionKey()
        .map(TableEncryptionV2::customerManagedKey)
        .ifPresent(builder::encryption);
    return builder;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
