package dev.streambed.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;

/**
 * The customer-managed key of a table. DynamoDB uses the key with the caller's permissions, so each
 * permission for such a table also requires permissions for its key. They are limited to what
 * DynamoDB does for the caller.
 */
final class TableEncryptionKey {
  private static final List<String> TO_READ = List.of("kms:Decrypt", "kms:DescribeKey");

  /** Full action names, because security checks report wildcards. */
  private static final List<String> TO_WRITE =
      List.of(
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  private static final Set<String> READING =
      Set.of(
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan");

  private TableEncryptionKey() {}

  /**
   * Allows a grantee to use the table's customer-managed key, if there is one, for these actions on
   * the table.
   */
  static void grant(IGrantable grantee, ITable table, List<String> actions) {
    Optional.<IKey>ofNullable(table.getEncryptionKey())
        .ifPresent(key ->
            // Not key.grant(), which takes no condition.
            Grant.addToPrincipal(
                GrantOnPrincipalOptions.builder()
                    .grantee(grantee)
                    .actions(forActions(actions))
                    .resourceArns(List.of(key.getKeyArn()))
                    .conditions(ViaService.of(table.getEnv().getRegion(), "dynamodb"))
                    .build()));
  }

  private static List<String> forActions(List<String> actions) {
    var needed = new ArrayList<>(TO_READ);
    if (!READING.containsAll(actions)) {
      needed.addAll(TO_WRITE);
    }
    return needed;
  }
}
