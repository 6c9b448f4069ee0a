package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app whose cdk.json asks for Lambda Managed Instances; cdk-nag finds nothing in it. */
class ManagedInstancesAppTest {
  private static final String VPC =
      "\"vpc\": {\"id\": \"vpc-0123456789abcdef0\", \"subnetIds\": [\"subnet-0123456789abcdef1\", \"subnet-0123456789abcdef2\", \"subnet-0123456789abcdef3\"]}";
  private static final String PROVIDER =
      "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:team";
  private static final String ON_PROVIDER = "\"capacityProvider\": \"" + PROVIDER + "\"";
  private static final String INSTANCES = "\"function\": {\"managedInstances\": true}";

  @TempDir Path directory;

  @Test
  void everyKeyReachesTheInstancesAndTheFunction() throws Exception {
    var assembly =
        assemble(
            VPC,
            """
            "function": {"memoryMebibytes": 4096, "managedInstances": {
              "perExecutionEnvironmentMaxConcurrency": 16,
              "executionEnvironmentMemoryGiBPerVCpu": 4,
              "minExecutionEnvironments": 2,
              "maxExecutionEnvironments": 5,
              "maxVCpuCount": 20
            }}
            """);
    var service = assembly.read("streambed-service.template.json");
    var provider = properties(service, "AWS::Lambda::CapacityProvider");
    assertThat(provider.at("/VpcConfig/SubnetIds"))
        .hasToString(
            "[\"subnet-0123456789abcdef1\",\"subnet-0123456789abcdef2\",\"subnet-0123456789abcdef3\"]");
    assertThat(provider.at("/CapacityProviderScalingConfig/MaxVCpuCount").asInt()).isEqualTo(20);
    var function = properties(service, "AWS::Lambda::Function");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(4096);
    var config = function.findPath("LambdaManagedInstancesCapacityProviderConfig");
    assertThat(config.path("PerExecutionEnvironmentMaxConcurrency").asInt()).isEqualTo(16);
    assertThat(config.path("ExecutionEnvironmentMemoryGiBPerVCpu").asInt()).isEqualTo(4);
    assertThat(properties(service, "AWS::Lambda::Version").path("FunctionScalingConfig"))
        .hasToString("{\"MaxExecutionEnvironments\":5,\"MinExecutionEnvironments\":2}");
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void hasTheLeastMemoryOfInstancesAndReportsThatReadItsLines() throws Exception {
    var assembly = assemble(VPC, INSTANCES, "\"reporting\": true");
    var function =
        properties(assembly.read("streambed-service.template.json"), "AWS::Lambda::Function");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(2048);
    assertThat(
            assembly.read("streambed-reporting.template.json").findPath("ColumnToJsonKeyMappings"))
        .hasToString("{\"timestamp\":\"admitted_at\"}");
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void runsOnACapacityProviderOfTheAccount() throws Exception {
    var service = assemble(ON_PROVIDER, INSTANCES).read("streambed-service.template.json");
    assertThat(service.findPath("CapacityProviderArn").textValue()).isEqualTo(PROVIDER);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> assemble(ON_PROVIDER))
        .isInstanceOf(ChoiceException.class)
        .hasMessage("streambed: capacityProvider: choose managedInstances of the function as well");
    assertThatThrownBy(() -> assemble(INSTANCES))
        .isInstanceOf(ChoiceException.class)
        .hasMessageStartingWith("streambed: managedInstances: choose either a vpc");
    assertThatThrownBy(() ->
            assemble(
                VPC, "\"function\": {\"managedInstances\": true, \"runtime\": \"snap-start\"}"))
        .isInstanceOf(ChoiceException.class)
        .hasMessageContaining("runtime: managedInstances have no SnapStart");
  }

  private Assembly assemble(String... choices) throws Exception {
    var assembly =
        Assembly.of(
            directory,
            """
            {"context": {"@aws-cdk/core:defaultCrossStackReferences": "strong", "streambed": {
              "models": ["amazon.nova-lite-v1:0"],
              "restApi": {"accessLogs": "onWithAccountRole"},
              %s
            }}}
            """
                .formatted(String.join(", ", choices)));
    assembly.app().synth();
    return assembly;
  }

  private static JsonNode properties(JsonNode template, String type) {
    return template
        .path("Resources")
        .valueStream()
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .findFirst()
        .orElseThrow();
  }
}
