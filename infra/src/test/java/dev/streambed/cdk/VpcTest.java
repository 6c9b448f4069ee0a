package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/** The function in a team's own network. */
class VpcTest {
  private static final Template IN_VPC =
      Template.of(
          stack -> new Streambed(stack, "Streambed", in(Vpc.Builder.create(stack, "Net").build())));

  @Test
  void reachesOthersFromPrivateSubnetsByASecurityGroupOfItsOwn() {
    var function = IN_VPC.only("AWS::Lambda::Function");
    assertThat(function.texts("/VpcConfig/SubnetIds"))
        .hasSize(2)
        .allMatch(subnet -> subnet.contains("PrivateSubnet"));
    var group = IN_VPC.only("AWS::EC2::SecurityGroup");
    assertThat(function.texts("/VpcConfig/SecurityGroupIds"))
        .containsExactly("<" + group.id() + ".GroupId>");
    assertThat(group.properties().has("SecurityGroupIngress")).isFalse();
  }

  @Test
  void onlyLambdaMayUseTheRolesNetworkPermissions() {
    var actions =
        List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");
    var allowing = IN_VPC.named("AWS::IAM::Policy", "RoleDefaultPolicy");
    assertThat(Permissions.of(allowing))
        .filteredOn(line -> line.contains(" ec2:"))
        .containsExactlyInAnyOrderElementsOf(
            actions.stream().map(action -> "Allow " + action + " *").toList());
    var function = IN_VPC.only("AWS::Lambda::Function");
    var denying = IN_VPC.named("AWS::IAM::Policy", "NetworkInterfaces");
    var condition = " * when lambda:SourceFunctionArn ArnEquals <" + function.id() + ".Arn>";
    assertThat(Permissions.of(denying))
        .containsExactlyInAnyOrderElementsOf(
            actions.stream().map(action -> "Deny " + action + condition).toList());
    assertThat(function.dependsOn()).contains(allowing.id()).doesNotContain(denying.id());
    assertThat(IN_VPC.named("AWS::IAM::Role", "Gateway").properties().has("ManagedPolicyArns"))
        .isFalse();
  }

  @Test
  void usesTheSubnetsAndSecurityGroupsThatAreGiven() {
    var template =
        Template.of(stack -> {
          var vpc = isolated(stack);
          var settings =
              VpcSettings.of(vpc)
                  .withSubnets(SubnetSelection.builder().subnetGroupName("Alone").build())
                  .withSecurityGroups(
                      SecurityGroup.fromSecurityGroupId(stack, "Given", "sg-0123456789abcdef0"));
          new Streambed(stack, "Streambed", SampleProps.least().toBuilder().vpc(settings).build());
        });
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.texts("/VpcConfig/SubnetIds"))
        .isNotEmpty()
        .allMatch(subnet -> subnet.contains("AloneSubnet"));
    assertThat(function.texts("/VpcConfig/SecurityGroupIds"))
        .containsExactly("sg-0123456789abcdef0");
    assertThat(template.all("AWS::EC2::SecurityGroup")).isEmpty();
  }

  @Test
  void refusesPublicSubnetsFromWhichAFunctionReachesNothing() {
    assertThatThrownBy(() ->
            Template.of(stack -> {
              var vpc = Vpc.Builder.create(stack, "Net").build();
              var settings =
                  VpcSettings.of(vpc)
                      .withSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build());
              new Streambed(
                  stack, "Streambed", SampleProps.least().toBuilder().vpc(settings).build());
            }))
        .hasMessageContaining("public subnet");
  }

  @Test
  void warnsOfWhatIsolatedSubnetsDoNotReach() {
    assertThat(warnings(VpcTest::isolated, props -> props))
        .singleElement()
        .asString()
        .contains("no VPC endpoint for: bedrock-runtime, dynamodb, lambda, API Gateway's")
        .contains("[ack: streambed:vpcEndpoints]");
    assertThat(
            warnings(VpcTest::isolatedWithEndpoints, props -> props.frontDoors(FrontDoor.REST_API)))
        .isEmpty();
    assertThat(
            warnings(
                VpcTest::isolatedWithEndpoints,
                props ->
                    props
                        .frontDoors(FrontDoor.REST_API)
                        .jwt(JwtSettings.of("https://login.example.com", "streambed"))
                        .observability(Observability.DEFAULTS.withAlarms(true))))
        .singleElement()
        .asString()
        .contains("no VPC endpoint for: sns, the keys of jwt's issuer");
    assertThat(warnings(stack -> Vpc.Builder.create(stack, "Net").build(), props -> props))
        .isEmpty();
  }

  private static List<String> warnings(
      java.util.function.Function<Stack, Vpc> network,
      UnaryOperator<StreambedPropsBuilder> choices) {
    return Findings.of(
        "aws:cdk:warning",
        stack -> {
          var quiet = RestApiSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE);
          var props = in(network.apply(stack)).toBuilder().restApi(quiet);
          new Streambed(stack, "Streambed", choices.apply(props).build());
        });
  }

  private static StreambedProps in(Vpc vpc) {
    return SampleProps.least().toBuilder().vpc(vpc).build();
  }

  private static Vpc isolated(Stack stack) {
    return Vpc.Builder.create(stack, "Net")
        .natGateways(0)
        .subnetConfiguration(
            List.of(
                SubnetConfiguration.builder()
                    .name("Alone")
                    .subnetType(SubnetType.PRIVATE_ISOLATED)
                    .build()))
        .build();
  }

  static Vpc isolatedWithEndpoints(Stack stack) {
    var vpc = isolated(stack);
    vpc.addGatewayEndpoint(
        "Tables",
        GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.DYNAMODB).build());
    Map.of(
            "Models", InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
            "Functions", InterfaceVpcEndpointAwsService.LAMBDA)
        .forEach((id, service) ->
            vpc.addInterfaceEndpoint(
                id, InterfaceVpcEndpointOptions.builder().service(service).build()));
    return vpc;
  }
}
