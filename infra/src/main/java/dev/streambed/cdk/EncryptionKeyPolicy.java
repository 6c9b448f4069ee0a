package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * The permissions on a customer-managed key that AWS services and the function need besides those
 * for tables. Those of a service stand in the key's own policy, limited to this account.
 *
 * @param scope the construct that uses the key
 */
record EncryptionKeyPolicy(Construct scope, IKey key) {

  /** Allows CloudWatch Logs to use the key for log groups of the account and Region. */
  void allowLogs() {
    var groups = arn("logs", "log-group");
    var service = "logs." + Stack.of(scope).getRegion() + "." + Stack.of(scope).getUrlSuffix();
    add(
        service,
        Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)),
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey");
  }

  /** Allows topics of the account to send to an encrypted dead-letter queue. */
  void allowTopics() {
    add(
        "sns.amazonaws.com",
        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)),
        "kms:Decrypt",
        "kms:GenerateDataKey");
  }

  /** Allows alarms of the account to publish to an encrypted topic. */
  void allowAlarms() {
    add(
        "cloudwatch.amazonaws.com",
        Map.of(
            "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
            "ArnLike", Map.of("aws:SourceArn", arn("cloudwatch", "alarm"))),
        "kms:Decrypt",
        "kms:GenerateDataKey*");
  }

  /**
   * Allows the function to publish to encrypted topics or to send to encrypted queues.
   *
   * @param services through which it does so: {@code sns}, {@code sqs}
   */
  void allowSending(IFunction function, String... services) {
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of(key.getKeyArn()))
            .conditions(ViaService.of(Stack.of(scope).getRegion(), services))
            .build());
  }

  private void add(String service, Map<String, Object> conditions, String... actions) {
    var statement =
        PolicyStatement.Builder.create()
            .principals(List.of(ServicePrincipal.Builder.create(service).build()))
            .actions(List.of(actions))
            .resources(List.of("*"))
            .conditions(conditions)
            .build();
    if (!key.addToResourcePolicy(statement).getStatementAdded()) {
      warn(service.startsWith("logs.") ? "CloudWatch Logs" : service, actions);
    }
  }

  private void warn(String service, String... actions) {
    Annotations.of(scope)
        .addWarningV2(
            "streambed:encryptionKeyPolicy",
            "encryptionKey: the policy of a key that this app does not create is not changed: it"
                + " must allow "
                + service
                + " "
                + String.join(", ", actions)
                + " (infra/README.md, Encryption key)");
  }

  private String arn(String service, String resource) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }
}
