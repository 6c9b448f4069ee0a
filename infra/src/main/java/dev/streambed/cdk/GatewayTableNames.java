package dev.streambed.cdk;

import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Existing tables of the stack's own account and Region, each by its name or its ARN.
 *
 * @param encryptionKey the customer-managed key of the tables; if absent, they have none
 */
public record GatewayTableNames(
    String customers,
    String apiKeys,
    String limits,
    String usage,
    String sessions,
    String prices,
    Optional<IKey> encryptionKey) {

  /** Tables without a customer-managed key. */
  public static GatewayTableNames of(
      String customers,
      String apiKeys,
      String limits,
      String usage,
      String sessions,
      String prices) {
    return new GatewayTableNames(
        customers, apiKeys, limits, usage, sessions, prices, Optional.empty());
  }

  /** The same tables, all encrypted with this key. */
  public GatewayTableNames withEncryptionKey(IKey key) {
    return new GatewayTableNames(
        customers, apiKeys, limits, usage, sessions, prices, Optional.of(key));
  }

  GatewayTables importInto(Construct scope) {
    return new GatewayTables(
        table(scope, "Customers", customers),
        table(scope, "ApiKeys", apiKeys),
        table(scope, "Limits", limits),
        table(scope, "Usage", usage),
        table(scope, "Sessions", sessions),
        table(scope, "Prices", prices));
  }

  private ITable table(Construct scope, String id, String nameOrArn) {
    var attributes = TableAttributes.builder();
    if (nameOrArn.startsWith("arn:")) {
      attributes.tableArn(nameOrArn);
    } else {
      attributes.tableName(nameOrArn);
    }
    encryptionKey.ifPresent(attributes::encryptionKey);
    return Table.fromTableAttributes(scope, id, attributes.build());
  }
}
