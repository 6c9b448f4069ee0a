package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.Role;

class GatewayTablesTest {

  @Test
  void anOperatorKeepsCustomersAndKeysAndDeletesNothing() {
    assertThat(granted(GatewayTables::grantManageCustomers))
        .containsExactlyInAnyOrder(
            "Allow dynamodb:ConditionCheckItem <Customers>",
            "Allow dynamodb:GetItem <Customers>",
            "Allow dynamodb:PutItem <Customers>",
            "Allow dynamodb:Scan <Customers>",
            "Allow dynamodb:UpdateItem <Customers>",
            "Allow dynamodb:BatchGetItem <ApiKeys>",
            "Allow dynamodb:GetItem <ApiKeys>",
            "Allow dynamodb:PutItem <ApiKeys>",
            "Allow dynamodb:Scan <ApiKeys>",
            "Allow dynamodb:UpdateItem <ApiKeys>",
            "Allow dynamodb:Query <ApiKeys>/index/byCustomer");
  }

  @Test
  void aReaderOfUsageReadsUsageOnly() {
    assertThat(granted(GatewayTables::grantReadUsage))
        .containsExactlyInAnyOrder(
            "Allow dynamodb:GetItem <Usage>", "Allow dynamodb:Query <Usage>");
  }

  @Test
  void whoKeepsPricesTouchesNothingElse() {
    assertThat(granted(GatewayTables::grantManagePrices))
        .containsExactlyInAnyOrder(
            "Allow dynamodb:ConditionCheckItem <Prices>",
            "Allow dynamodb:DeleteItem <Prices>",
            "Allow dynamodb:GetItem <Prices>",
            "Allow dynamodb:PutItem <Prices>",
            "Allow dynamodb:Query <Prices>",
            "Allow dynamodb:Scan <Prices>");
  }

  @Test
  void tablesOfATeamAreUsedInsteadOfOwnOnes() {
    var template =
        Template.of(stack -> {
          var customers = Table.fromTableName(stack, "A", "team-customers");
          var keys = Table.fromTableName(stack, "B", "team-keys");
          var limits = Table.fromTableName(stack, "C", "team-limits");
          var usage = Table.fromTableName(stack, "D", "team-usage");
          var sessions = Table.fromTableName(stack, "E", "team-sessions");
          var prices = Table.fromTableName(stack, "F", "team-prices");
          var tables = new GatewayTables(customers, keys, limits, usage, sessions, prices);
          new Streambed(stack, "S", SampleProps.least().toBuilder().tables(tables).build());
        });
    assertThat(template.all("AWS::DynamoDB::GlobalTable")).isEmpty();
    assertThat(
            template
                .only("AWS::Lambda::Function")
                .text("/Environment/Variables/STREAMBED_USAGE_TABLE"))
        .isEqualTo("team-usage");
    assertThat(Permissions.of(template.named("AWS::IAM::Policy", "RoleDefaultPolicy")))
        .contains(
            "Allow dynamodb:PutItem arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>"
                + ":table/team-usage");
  }

  private static List<String> granted(BiConsumer<GatewayTables, IGrantable> grant) {
    var template =
        Template.of(stack ->
            grant.accept(
                new StreambedTables(stack, "Tables").tables(),
                Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build()));
    return Permissions.of(template.only("AWS::IAM::Policy")).stream()
        .map(line -> line.replaceAll("<Tables(\\D+)[0-9A-F]{8}\\.Arn>", "<$1>"))
        .toList();
  }
}
