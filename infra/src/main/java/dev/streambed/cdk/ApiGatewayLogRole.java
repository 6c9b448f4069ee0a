package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role with which API Gateway writes logs for every API of the account in this region. The role
 * and the account setting are retained when the stack is deleted; otherwise the account would refer
 * to a role that does not exist.
 */
final class ApiGatewayLogRole extends Construct {
  private static final String POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

  ApiGatewayLogRole(Construct scope) {
    super(scope, "LogRole");
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
            .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(POLICY)))
            .build();
    var account =
        CfnAccount.Builder.create(this, "Account").cloudWatchRoleArn(role.getRoleArn()).build();
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    NagAcknowledgment.accept(
        role,
        "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/" + POLICY + "]",
        "API Gateway checks the account's role against exactly this managed policy");
  }
}
