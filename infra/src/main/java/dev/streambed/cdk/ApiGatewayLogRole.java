package dev.streambed.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The role with which API Gateway writes logs for every API of the account in this region. The role
 * and the account setting are retained when the stack is deleted; otherwise the account would refer
 * to a role that does not exist.
 */
final class ApiGatewayLogRole extends Construct {
  private static final String ID = "LogRole";
  private static final String POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

  /**
   * The one of a scope, which all of its APIs share, because the account has one; a stage with a
   * log requires it. Created if these logs ask for it.
   */
  static Optional<IDependable> of(Construct scope, AccessLogs logs) {
    var existing = Optional.<IDependable>ofNullable(scope.getNode().tryFindChild(ID));
    return existing.isPresent() || logs != AccessLogs.ON_WITH_ACCOUNT_ROLE
        ? existing
        : Optional.of(new ApiGatewayLogRole(scope, ID));
  }

  private ApiGatewayLogRole(Construct scope, String id) {
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
