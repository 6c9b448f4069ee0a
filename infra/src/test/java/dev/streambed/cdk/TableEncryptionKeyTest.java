package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;

/** Without the key's permissions, a table with a key of the team's own refuses every call. */
class TableEncryptionKeyTest {
  private static final String ACCOUNT = "arn:aws:kms:eu-west-1:123456789012:key/";
  private static final String VIA_DYNAMODB =
      " when kms:ViaService StringLike dynamodb.<AWS::Region>.amazonaws.*";

  private static final List<String> READ = List.of("Decrypt", "DescribeKey");
  private static final List<String> WRITE =
      List.of(
          "Decrypt",
          "DescribeKey",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo");

  @ParameterizedTest
  @CsvSource({
    "customers, false",
    "api-keys, true",
    "limits, true",
    "usage, true",
    "sessions, true",
    "prices, false",
  })
  void theFunctionMayUseTheKeyOfATableAsItUsesTheTable(String name, boolean writes) {
    var template =
        Template.of(stack ->
            new Streambed(
                stack, "S", SampleProps.least().toBuilder().tables(tables(stack)).build()));
    var policy = Permissions.of(template.named("AWS::IAM::Policy", "RoleDefaultPolicy"));
    assertThat(policy.stream().filter(line -> line.contains(ACCOUNT + name + " ")))
        .containsOnlyOnceElementsOf(lines(writes ? WRITE : READ, name))
        .hasSize(writes ? WRITE.size() : READ.size());
  }

  @Test
  void operatorsAndReadersMayUseTheKeysToo() {
    assertThat(granted(GatewayTables::grantManageCustomers))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(lines(WRITE, "customers").stream(), lines(WRITE, "api-keys").stream())
                .toList());
    assertThat(granted(GatewayTables::grantReadUsage))
        .containsExactlyInAnyOrderElementsOf(lines(READ, "usage"));
    assertThat(granted(GatewayTables::grantManagePrices))
        .containsExactlyInAnyOrderElementsOf(lines(WRITE, "prices"));
  }

  @Test
  void aTableThatIsGivenTwiceIsRefused() {
    var stack = new Stack(new App(), "Sample");
    var one = Table.fromTableName(stack, "One", "one");
    var other = Table.fromTableName(stack, "Other", "other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GatewayTables(one, other, one, one, one, one))
        .withMessageStartingWith("tables: one of them is given twice: [one, other, one");
  }

  private static List<String> lines(List<String> actions, String name) {
    return actions.stream()
        .map(action -> "Allow kms:" + action + " " + ACCOUNT + name + VIA_DYNAMODB)
        .toList();
  }

  private static List<String> granted(BiConsumer<GatewayTables, IGrantable> grant) {
    var template =
        Template.of(stack ->
            grant.accept(
                tables(stack),
                Role.Builder.create(stack, "Role").assumedBy(new AccountRootPrincipal()).build()));
    return Permissions.of(template.only("AWS::IAM::Policy")).stream()
        .filter(line -> line.startsWith("Allow kms:"))
        .distinct()
        .toList();
  }

  private static GatewayTables tables(Stack stack) {
    return tables(stack, "team-");
  }

  /** A team's tables, each with a key of its own. */
  static GatewayTables tables(Stack stack, String prefix) {
    return new GatewayTables(
        table(stack, prefix, "customers"),
        table(stack, prefix, "api-keys"),
        table(stack, prefix, "limits"),
        table(stack, prefix, "usage"),
        table(stack, prefix, "sessions"),
        table(stack, prefix, "prices"));
  }

  private static ITable table(Stack stack, String prefix, String name) {
    return Table.fromTableAttributes(
        stack,
        name,
        TableAttributes.builder()
            .tableName(prefix + name)
            .encryptionKey(Key.fromKeyArn(stack, name + "-key", ACCOUNT + name))
            .build());
  }
}
