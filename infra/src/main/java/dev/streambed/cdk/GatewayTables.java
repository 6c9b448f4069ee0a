package dev.streambed.cdk;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * The tables of the gateway: those of a {@link StreambedTables}, or a team's own with the same keys
 * and attributes.
 *
 * @param customers the customers, with their limits and allowed models
 * @param apiKeys hashes of API keys and their customers, with the index {@link
 *     StreambedTables#BY_CUSTOMER}
 * @param limits counters of admitted requests; entries expire automatically
 * @param usage one record per request, kept indefinitely
 * @param sessions connections with their answers, and requests to stop answers; entries expire
 *     automatically
 * @param prices the team's own price books and which of them is active; may be empty
 */
public record GatewayTables(
    ITable customers, ITable apiKeys, ITable limits, ITable usage, ITable sessions, ITable prices) {
  private static final List<String> MANAGE =
      List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem");

  private static final List<String> READ = List.of("dynamodb:GetItem", "dynamodb:Query");

  private static final List<String> MANAGE_PRICES =
      List.of(
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:PutItem",
          // A book is activated only if it exists; deleting the entry activates the bundled book.
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem");

  /** Refuses a table that is given twice, because its items would be ambiguous. */
  public GatewayTables {
    var names =
        Stream.of(customers, apiKeys, limits, usage, sessions, prices)
            .map(ITable::getTableName)
            .toList();
    PropsCheck.that(
        Set.copyOf(names).size() == names.size(), "tables: one of them is given twice: " + names);
  }

  /**
   * Existing tables by their names or ARNs.
   *
   * @param scope where the imported tables belong in the tree of constructs
   * @param id a name that is unique in the scope
   */
  public static GatewayTables fromNames(Construct scope, String id, GatewayTableNames names) {
    return names.importInto(new Construct(scope, id));
  }

  /**
   * Allows operators to manage customers and their API keys, as {@code ./streambed customers} and
   * {@code tokens} do. Nothing is ever deleted.
   */
  public Grant grantManageCustomers(IGrantable operator) {
    TableEncryptionKey.grant(operator, customers, MANAGE);
    TableEncryptionKey.grant(operator, apiKeys, MANAGE);
    return grant(operator, MANAGE, List.of(customers.getTableArn(), apiKeys.getTableArn()))
        // A key is issued in one transaction that checks that its customer exists.
        .combine(
            grant(
                operator, List.of("dynamodb:ConditionCheckItem"), List.of(customers.getTableArn())))
        .combine(grant(operator, List.of("dynamodb:Query"), List.of(keysByCustomer())))
        // The index projects only keys.
        .combine(grant(operator, List.of("dynamodb:BatchGetItem"), List.of(apiKeys.getTableArn())));
  }

  /** Allows a report or an invoice to read usage. */
  public Grant grantReadUsage(IGrantable reader) {
    TableEncryptionKey.grant(reader, usage, READ);
    return grant(reader, READ, List.of(usage.getTableArn()));
  }

  /** Allows operators to import and activate price books, as {@code ./streambed prices} does. */
  public Grant grantManagePrices(IGrantable operator) {
    TableEncryptionKey.grant(operator, prices, MANAGE_PRICES);
    return grant(operator, MANAGE_PRICES, List.of(prices.getTableArn()));
  }

  /** All six. */
  Stream<ITable> all() {
    return Stream.of(customers, apiKeys, limits, usage, sessions, prices);
  }

  private String keysByCustomer() {
    return apiKeys.getTableArn() + "/index/" + StreambedTables.BY_CUSTOMER;
  }

  private static Grant grant(IGrantable grantee, List<String> actions, List<String> resources) {
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(grantee)
            .actions(actions)
            .resourceArns(resources)
            .build());
  }
}
