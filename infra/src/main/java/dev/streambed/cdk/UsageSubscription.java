package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnSubscriptionFilter;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * The subscription filter that sends the usage lines, and no other line of the function, to
 * Firehose.
 */
final class UsageSubscription extends Construct {
  private static final String FIELD = "$.event_type";

  UsageSubscription(Construct scope, String id, ILogGroup logGroup, UsageDelivery delivery) {
    super(scope, id);
    var role = role();
    var policy =
        Policy.Builder.create(this, "Policy")
            .roles(List.<IRole>of(role))
            .statements(
                List.of(
                    PolicyStatement.Builder.create()
                        .actions(List.of("firehose:PutRecord", "firehose:PutRecordBatch"))
                        .resources(List.of(delivery.stream().getAttrArn()))
                        .build()))
            .build();
    CfnSubscriptionFilter.Builder.create(this, "Filter")
        .logGroupName(logGroup.getLogGroupName())
        .filterPattern(usageLines())
        .destinationArn(delivery.stream().getAttrArn())
        .roleArn(role.getRoleArn())
        .build()
        .getNode()
        // CloudWatch Logs sends a test message when the filter is created.
        .addDependency(policy);
  }

  /** Whole words, because a wildcard would also match future events with the same prefix. */
  private static String usageLines() {
    return FilterPattern.any(
            FilterPattern.stringValue(FIELD, "=", "bedrock_invoke"),
            FilterPattern.stringValue(FIELD, "=", "bedrock_stream"),
            FilterPattern.stringValue(FIELD, "=", "bedrock_error"))
        .getLogPatternString();
  }

  private Role role() {
    var anyLogGroup =
        Stack.of(this).formatArn(ArnComponents.builder().service("logs").resource("*").build());
    return Role.Builder.create(this, "Role")
        .assumedBy(
            ServicePrincipal.Builder.create("logs.amazonaws.com")
                .conditions(Map.of("StringLike", Map.of("aws:SourceArn", anyLogGroup)))
                .build())
        .description("Streambed: hands usage lines to Firehose")
        .build();
  }
}
