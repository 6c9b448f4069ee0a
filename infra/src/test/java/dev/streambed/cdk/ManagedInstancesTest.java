package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CapacityProvider;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.logs.LogGroup;

/** The function on Lambda Managed Instances. */
class ManagedInstancesTest {
  private static final ManagedInstances INSTANCES = ManagedInstances.DEFAULTS;
  private static final FunctionSettings FUNCTION =
      FunctionSettings.DEFAULTS.withManagedInstances(INSTANCES);
  private static final Template TEMPLATE = inVpc(props -> props.function(FUNCTION));
  private static final String PROVIDER =
      "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:team";
  private static final String CONFIG =
      "/CapacityProviderConfig/LambdaManagedInstancesCapacityProviderConfig";

  @Test
  void anEnvironmentHas32AnswersAtOnce() {
    var function = TEMPLATE.only("AWS::Lambda::Function");
    var provider = TEMPLATE.only("AWS::Lambda::CapacityProvider");
    assertThat(function.text(CONFIG + "/CapacityProviderArn"))
        .isEqualTo("<" + provider.id() + ".Arn>");
    assertThat(function.text(CONFIG + "/PerExecutionEnvironmentMaxConcurrency")).isEqualTo("32");
    assertThat(function.text(CONFIG + "/ExecutionEnvironmentMemoryGiBPerVCpu")).isEqualTo("2");
    assertThat(function.text("/MemorySize")).isEqualTo("2048");
    assertThat(function.text("/Runtime")).isEqualTo("java25");
    assertThat(function.text("/Environment/Variables/AWS_LAMBDA_EXEC_WRAPPER"))
        .isEqualTo("/var/task/bootstrap");
  }

  @Test
  void onlyTheVersionThatCallersReachHasEnvironments() {
    assertThat(TEMPLATE.only("AWS::Lambda::Function").text("/PublishToLatestPublished"))
        .isEqualTo("false");
    var version = TEMPLATE.only("AWS::Lambda::Version");
    assertThat(version.text("/FunctionScalingConfig/MinExecutionEnvironments")).isEqualTo("3");
    assertThat(version.properties().at("/FunctionScalingConfig").has("MaxExecutionEnvironments"))
        .isFalse();
    assertThat(version.json().path("DeletionPolicy").asText())
        .as("a version that is replaced would be billed for ever")
        .isNotEqualTo("Retain");
    assertThat(TEMPLATE.named("AWS::Lambda::Alias", "LiveAlias").text("/FunctionVersion"))
        .isEqualTo("<" + version.id() + ".Version>");
    assertThat(TEMPLATE.only("AWS::Lambda::Url").text("/Qualifier")).isEqualTo("live");
  }

  @Test
  void theNetworkIsThatOfTheInstances() {
    var provider = TEMPLATE.only("AWS::Lambda::CapacityProvider");
    assertThat(provider.texts("/VpcConfig/SubnetIds"))
        .hasSize(2)
        .allMatch(subnet -> subnet.contains("PrivateSubnet"));
    var group = TEMPLATE.only("AWS::EC2::SecurityGroup");
    assertThat(provider.texts("/VpcConfig/SecurityGroupIds"))
        .containsExactly("<" + group.id() + ".GroupId>");
    assertThat(group.properties().has("SecurityGroupIngress")).isFalse();
    assertThat(provider.texts("/InstanceRequirements/Architectures")).containsExactly("arm64");
    var function = TEMPLATE.only("AWS::Lambda::Function");
    assertThat(function.properties().has("VpcConfig")).isFalse();
    assertThat(Permissions.of(TEMPLATE.named("AWS::IAM::Policy", "RoleDefaultPolicy")))
        .noneMatch(line -> line.contains(" ec2:"));
  }

  @Test
  void lambdaManagesTheInstancesWithARoleOfTheirOwn() {
    var role = TEMPLATE.named("AWS::IAM::Role", "OperatorRole");
    assertThat(
            TEMPLATE
                .only("AWS::Lambda::CapacityProvider")
                .text("/PermissionsConfig/CapacityProviderOperatorRoleArn"))
        .isEqualTo("<" + role.id() + ".Arn>");
    assertThat(role.texts("/ManagedPolicyArns"))
        .singleElement()
        .asString()
        .endsWith(":iam::aws:policy/AWSLambdaManagedEC2ResourceOperator");
    assertThat(role.text("/AssumeRolePolicyDocument/Statement/0/Principal/Service"))
        .isEqualTo("lambda.amazonaws.com");
  }

  @Test
  void logsInTheOnlyFormatThatInstancesHave() {
    var logging = TEMPLATE.only("AWS::Lambda::Function").properties().at("/LoggingConfig");
    assertThat(logging.path("LogFormat").textValue()).isEqualTo("JSON");
    assertThat(logging.path("SystemLogLevel").textValue()).isEqualTo("WARN");
    assertThat(logging.path("LogGroup").isMissingNode()).isFalse();
  }

  @Test
  void isAnotherFunctionThanWithoutInstances() {
    assertThat(TEMPLATE.only("AWS::Lambda::Function").id())
        .isNotEqualTo(SampleProps.LEAST.only("AWS::Lambda::Function").id());
  }

  @Test
  void everyChoiceReachesInstancesAndFunction() {
    var chosen =
        new ManagedInstances(
            INSTANCES.capacityProvider(), 40, 4, 4, OptionalInt.of(9), OptionalInt.of(16));
    var template =
        inVpc(props ->
            props.function(
                FUNCTION
                    .withArchitecture(Architecture.X86_64)
                    .withMemoryMebibytes(4096)
                    .withManagedInstances(chosen)));
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.text("/MemorySize")).isEqualTo("4096");
    assertThat(function.text(CONFIG + "/PerExecutionEnvironmentMaxConcurrency")).isEqualTo("40");
    assertThat(function.text(CONFIG + "/ExecutionEnvironmentMemoryGiBPerVCpu")).isEqualTo("4");
    var scaling = template.only("AWS::Lambda::Version").properties().at("/FunctionScalingConfig");
    assertThat(scaling)
        .hasToString("{\"MaxExecutionEnvironments\":9,\"MinExecutionEnvironments\":4}");
    var provider = template.only("AWS::Lambda::CapacityProvider");
    assertThat(provider.texts("/InstanceRequirements/Architectures")).containsExactly("x86_64");
    assertThat(provider.text("/CapacityProviderScalingConfig/MaxVCpuCount")).isEqualTo("16");
  }

  @Test
  void runsOnInstancesThatExist() {
    var template =
        Template.of(stack -> {
          var provider = CapacityProvider.fromCapacityProviderArn(stack, "Team", PROVIDER);
          var settings = FUNCTION.withManagedInstances(INSTANCES.withCapacityProvider(provider));
          new Streambed(
              stack, "Streambed", SampleProps.least().toBuilder().function(settings).build());
        });
    assertThat(template.only("AWS::Lambda::Function").text(CONFIG + "/CapacityProviderArn"))
        .isEqualTo(PROVIDER);
    assertThat(template.all("AWS::Lambda::CapacityProvider")).isEmpty();
    assertThat(template.all("AWS::EC2::SecurityGroup")).isEmpty();
  }

  @Test
  void needsEitherAVpcOrACapacityProvider() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SampleProps.of(SampleProps.least().toBuilder().function(FUNCTION).build()))
        .withMessageStartingWith("managedInstances: choose either a vpc");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Template.of(stack -> {
              var provider = CapacityProvider.fromCapacityProviderArn(stack, "Team", PROVIDER);
              var settings =
                  FUNCTION.withManagedInstances(INSTANCES.withCapacityProvider(provider));
              new Streambed(
                  stack,
                  "Streambed",
                  SampleProps.least().toBuilder().function(settings).vpc(vpc(stack)).build());
            }))
        .withMessageStartingWith("managedInstances: choose either a vpc");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FUNCTION.withRuntime(FunctionRuntime.snapStart()))
        .withMessageStartingWith("runtime: managedInstances have no SnapStart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FUNCTION.withReservedConcurrency(7))
        .withMessageContaining("maxExecutionEnvironments limits the answers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FUNCTION.withMemoryMebibytes(2047))
        .withMessageContaining("memoryMebibytes with managedInstances");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            FUNCTION.withManagedInstances(INSTANCES.withExecutionEnvironmentMemoryGiBPerVCpu(4)))
        .withMessageContaining("at least one processor, which has 4 GiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            FUNCTION.withManagedInstances(INSTANCES.withPerExecutionEnvironmentMaxConcurrency(64)))
        .withMessageContaining("64 answers at once")
        .withMessageEndingWith("need at least 2859");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 3, perExecutionEnvironmentMaxConcurrency",
    "1601, 2, 3, perExecutionEnvironmentMaxConcurrency",
    "32, 1, 3, executionEnvironmentMemoryGiBPerVCpu",
    "32, 9, 3, executionEnvironmentMemoryGiBPerVCpu",
    "32, 2, 0, minExecutionEnvironments",
    "32, 2, 10, maxExecutionEnvironments"
  })
  void refusesWhatLambdaRefuses(int answers, int gibibytes, int environments, String property) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ManagedInstances(
                INSTANCES.capacityProvider(),
                answers,
                gibibytes,
                environments,
                OptionalInt.of(9),
                OptionalInt.empty()))
        .withMessageContaining(property);
  }

  @Test
  void itsEnvironmentsAreWatched() {
    var template =
        inVpc(props ->
            props.function(FUNCTION).observability(Observability.DEFAULTS.withDashboard(true)));
    assertThat(template.only("AWS::CloudWatch::Dashboard").text("/DashboardBody"))
        .contains(
            "\"ExecutionEnvironmentConcurrency\"",
            "\"ExecutionEnvironmentCPUUtilization\"",
            "\"ExecutionEnvironmentMemoryUtilization\"",
            "\"CapacityProviderName\"")
        .doesNotContain("\"ConcurrentExecutions\"");
  }

  @Test
  void itsUsageLinesAreReadByTheTimeThatLambdaLeavesAlone() {
    assertThat(reader(FUNCTION.loggingFormat())).isEqualTo("{\"timestamp\":\"admitted_at\"}");
    assertThat(reader(FunctionSettings.DEFAULTS.loggingFormat())).isEmpty();
  }

  private static String reader(LoggingFormat format) {
    var template =
        Template.of(stack ->
            new StreambedReporting(
                stack,
                "Reporting",
                LogGroup.Builder.create(stack, "Lines").build(),
                ReportingSettings.DEFAULTS.withLoggingFormat(format)));
    return template
        .only("AWS::KinesisFirehose::DeliveryStream")
        .text(
            "/ExtendedS3DestinationConfiguration/DataFormatConversionConfiguration"
                + "/InputFormatConfiguration/Deserializer/OpenXJsonSerDe/ColumnToJsonKeyMappings");
  }

  @Test
  void isolatedInstancesNeedAWayForTheirLines() {
    assertThat(
            Findings.of(
                "aws:cdk:warning",
                stack -> {
                  var network = VpcTest.isolatedWithEndpoints(stack);
                  var props = SampleProps.least().toBuilder().vpc(network).function(FUNCTION);
                  new Streambed(stack, "Streambed", props.frontDoors(FrontDoor.REST_API).build());
                }))
        .anyMatch(warning -> warning.contains("no VPC endpoint for: logs"));
  }

  @Test
  void usesTheSecurityGroupsThatAreGiven() {
    var template =
        Template.of(stack -> {
          var group = SecurityGroup.fromSecurityGroupId(stack, "Given", "sg-0123456789abcdef0");
          var props =
              SampleProps.least().toBuilder()
                  .vpc(VpcSettings.of(vpc(stack)).withSecurityGroups(group))
                  .function(FUNCTION);
          new Streambed(stack, "Streambed", props.build());
        });
    assertThat(template.only("AWS::Lambda::CapacityProvider").texts("/VpcConfig/SecurityGroupIds"))
        .containsExactly("sg-0123456789abcdef0");
    assertThat(template.all("AWS::EC2::SecurityGroup")).isEmpty();
  }

  private static Template inVpc(UnaryOperator<StreambedPropsBuilder> choices) {
    return Template.of(stack -> {
      var props = SampleProps.least().toBuilder().vpc(vpc(stack));
      new Streambed(stack, "Streambed", choices.apply(props).build());
    });
  }

  private static Vpc vpc(Stack stack) {
    return Vpc.Builder.create(stack, "Net").build();
  }
}
