package dev.streambed.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.lambda.CapacityProvider;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnVersion;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ICapacityProvider;
import software.constructs.Construct;

/** The instances that a function runs on, and how many of its environments. */
final class InstanceCapacity extends Construct {
  /** What CDK makes for Lambda, beside the instances. */
  private static final String OPERATOR_ROLE = "OperatorRole";

  private static final String OPERATOR_POLICY = "AWSLambdaManagedEC2ResourceOperator";

  private final ManagedInstances instances;
  private final Function function;
  private final ICapacityProvider provider;

  /** Puts the function, which has no VPC of its own, onto the instances. */
  InstanceCapacity(
      Construct scope,
      String id,
      ManagedInstances instances,
      Function function,
      StreambedProps props) {
    super(scope, id);
    PropsCheck.that(
        instances.capacityProvider().isPresent() != props.vpc().isPresent(),
        "managedInstances: choose either a vpc, for a new capacity provider, or a capacityProvider,"
            + " which has its own network");
    this.instances = instances;
    this.function = function;
    this.provider =
        instances
            .capacityProvider()
            .orElseGet(() -> provider(props.vpc().orElseThrow(), props.function()));
    configure((CfnFunction) requireNonNull(function.getNode().getDefaultChild()));
    scale((CfnVersion) requireNonNull(function.getCurrentVersion().getNode().getDefaultChild()));
  }

  /** A metric of the function's environments, such as {@code ExecutionEnvironmentConcurrency}. */
  Metric metric(String name) {
    return Metric.Builder.create()
        .namespace("AWS/Lambda")
        .metricName(name)
        .dimensionsMap(
            Map.of(
                "CapacityProviderName", provider.getCapacityProviderName(),
                "FunctionName", function.getFunctionName()))
        .statistic("Maximum")
        .build();
  }

  private CapacityProvider provider(VpcSettings network, FunctionSettings settings) {
    var builder =
        CapacityProvider.Builder.create(this, "Provider")
            .architectures(List.of(settings.architecture()))
            .subnets(
                network
                    .subnets()
                    .map(chosen -> network.vpc().selectSubnets(chosen))
                    .orElseGet(() -> network.vpc().selectSubnets())
                    .getSubnets())
            .securityGroups(securityGroups(network));
    instances.maxVCpuCount().ifPresent(builder::maxVCpuCount);
    var made = builder.build();
    NagAcknowledgment.acceptManagedPolicy(
        made.getNode().findChild(OPERATOR_ROLE),
        OPERATOR_POLICY,
        "Lambda's developer guide asks for it, and AWS extends it when Lambda needs more");
    return made;
  }

  private List<ISecurityGroup> securityGroups(VpcSettings network) {
    return network.securityGroups().isEmpty()
        ? List.of(
            SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(network.vpc())
                .description("Streambed: instances that call out, and that nobody calls")
                .build())
        : network.securityGroups();
  }

  private void configure(CfnFunction resource) {
    resource.setCapacityProviderConfig(
        CfnFunction.CapacityProviderConfigProperty.builder()
            .lambdaManagedInstancesCapacityProviderConfig(
                CfnFunction.LambdaManagedInstancesCapacityProviderConfigProperty.builder()
                    .capacityProviderArn(provider.getCapacityProviderArn())
                    .perExecutionEnvironmentMaxConcurrency(
                        instances.perExecutionEnvironmentMaxConcurrency())
                    .executionEnvironmentMemoryGiBPerVCpu(
                        instances.executionEnvironmentMemoryGiBPerVCpu())
                    .build())
            .build());
    // Nobody calls $LATEST.PUBLISHED, and its environments would be billed beside the version's.
    resource.setPublishToLatestPublished(false);
  }

  private void scale(CfnVersion version) {
    var scaling =
        CfnVersion.FunctionScalingConfigProperty.builder()
            .minExecutionEnvironments(instances.minExecutionEnvironments());
    instances.maxExecutionEnvironments().ifPresent(scaling::maxExecutionEnvironments);
    version.setFunctionScalingConfig(scaling.build());
  }
}
