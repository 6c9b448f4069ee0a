package dev.streambed.cdk;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * The tables that the gateway works on: those of a {@link StreambedTables}, or a team's own with
 * the same keys and attributes.
 *
 * @param customers who may call, with limits and allowed models
 * @param apiKeys hashes of tokens and whose they are, with the index {@link
 *     StreambedTables#BY_CUSTOMER}
 * @param limits counters of admitted requests; entries expire by themselves
 * @param usage one record for each request, for ever
 * @param sessions connections and running answers, with the flags that stop them; entries expire by
 *     themselves
 * @param prices the team's own price books, and which of them is in use; may be empty
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
          // A book is chosen only if it is there; the one that comes along, by deleting the choice.
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem");

  /** Refuses a table that is given twice, whose rows would not tell what they are. */
  public GatewayTables {
    var names =
        Stream.of(customers, apiKeys, limits, usage, sessions, prices)
            .map(ITable::getTableName)
            .toList();
    PropsCheck.that(
        Set.copyOf(names).size() == names.size(), "tables: one of them is given twice: " + names);
  }

  /**
   * Lets operators keep customers and their API keys, as {@code ./streambed customers} and {@code
   * tokens} do. Nothing is ever deleted.
   */
  public Grant grantManageCustomers(IGrantable operator) {
    TableEncryptionKey.grant(operator, customers, MANAGE);
    TableEncryptionKey.grant(operator, apiKeys, MANAGE);
    return grant(operator, MANAGE, List.of(customers.getTableArn(), apiKeys.getTableArn()))
        // A token is issued only if its customer is there, in one transaction.
        .combine(
            grant(
                operator, List.of("dynamodb:ConditionCheckItem"), List.of(customers.getTableArn())))
        .combine(grant(operator, List.of("dynamodb:Query"), List.of(keysByCustomer())))
        // The index has the keys of API keys alone.
        .combine(grant(operator, List.of("dynamodb:BatchGetItem"), List.of(apiKeys.getTableArn())));
  }

  /** Lets a report or an invoice read what was used. */
  public Grant grantReadUsage(IGrantable reader) {
    TableEncryptionKey.grant(reader, usage, READ);
    return grant(reader, READ, List.of(usage.getTableArn()));
  }

  /** Lets operators bring in price books and choose one, as {@code ./streambed prices} does. */
  public Grant grantManagePrices(IGrantable operator) {
    TableEncryptionKey.grant(operator, prices, MANAGE_PRICES);
    return grant(operator, MANAGE_PRICES, List.of(prices.getTableArn()));
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
