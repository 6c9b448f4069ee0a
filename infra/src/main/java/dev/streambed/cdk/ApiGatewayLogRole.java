package dev.streambed.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role by which API Gateway writes logs for every API of the account in this region. Both parts
 * stay when the stack goes: the account would otherwise point to a role that is gone.
 */
final class ApiGatewayLogRole extends Construct {
  private static final String POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

  ApiGatewayLogRole(Construct scope, String id) {
    super(scope, id);
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
