package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The permissions with which Lambda connects a function to a VPC. Lambda uses the function's role
 * for that, so the function's own code is denied the same actions.
 *
 * <p>Not the managed policy AWSLambdaVPCAccessExecutionRole, which permits writing to every log
 * group.
 */
final class NetworkInterfaceAccess extends Construct {
  private static final List<String> ACTIONS =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  /** A separate policy, because the function waits for the one that allows. */
  NetworkInterfaceAccess(Construct scope, String id, Role role, Function function) {
    super(scope, id);
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(ACTIONS).resources(List.of("*")).build());
    var policy =
        Policy.Builder.create(this, "Policy")
            .roles(List.<IRole>of(role))
            .statements(
                List.of(
                    PolicyStatement.Builder.create()
                        .effect(Effect.DENY)
                        .actions(ACTIONS)
                        .resources(List.of("*"))
                        .conditions(
                            Map.of(
                                "ArnEquals",
                                Map.of("lambda:SourceFunctionArn", function.getFunctionArn())))
                        .build()))
            .build();
    NagAcknowledgment.acceptWildcard(policy, "*", "It denies");
  }
}
