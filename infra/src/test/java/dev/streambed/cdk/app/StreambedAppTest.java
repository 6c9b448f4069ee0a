package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The repository's own cdk.json: that it can be synthesized says that every check passes. */
@TestInstance(Lifecycle.PER_CLASS)
class StreambedAppTest {
  private static final String STREAMBED = "/streambed-service/Streambed";
  private static final String METHOD = STREAMBED + "/RestApi/Api/Default";
  private static final String STAGE = STREAMBED + "/RestApi/Api/DeploymentStage.prod";

  private Assembly assembly;

  StreambedAppTest(@TempDir Path directory) throws Exception {
    this.assembly = Assembly.ofTheRepository(directory);
  }

  @BeforeAll
  void synthesize() {
    assembly.app().synth();
  }

  @Test
  void nothingIsFoundByCdkNagOrByTheBuiltInValidation() {
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void theseFindingsAreAcceptedEachOnTheSmallestConstruct() {
    assertThat(assembly.acceptedFindings("streambed-data")).isEmpty();
    assertThat(assembly.acceptedFindings("streambed-service").stream().map(this::withoutNamespace))
        .containsExactlyInAnyOrder(
            STREAMBED + "/Gateway/Function Serverless-LambdaDLQ",
            STREAMBED + "/Gateway/Function Serverless-LambdaTracing",
            STREAMBED + "/Gateway/Live Serverless-LambdaAsyncFailureDestination",
            STREAMBED + "/RestApi/Api AwsSolutions-APIG2",
            STAGE + " AwsSolutions-APIG3",
            STAGE + " AwsSolutions-APIG6",
            STAGE + " Serverless-APIGWXrayEnabled",
            STREAMBED
                + "/RestApi/LogRole/Role AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:"
                + "policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
            METHOD + "/bedrock/POST AwsSolutions-APIG4",
            METHOD + "/bedrock/POST AwsSolutions-COG4",
            METHOD + "/bedrock/stream/POST AwsSolutions-APIG4",
            METHOD + "/bedrock/stream/POST AwsSolutions-COG4",
            METHOD + "/requests/{requestId}/DELETE AwsSolutions-APIG4",
            METHOD + "/requests/{requestId}/DELETE AwsSolutions-COG4",
            METHOD + "/health/GET AwsSolutions-APIG4",
            METHOD + "/health/GET AwsSolutions-COG4");
  }

  @Test
  void theDataStackHoldsTheTablesAloneAndIsNotDeletedByMistake() {
    assertThat(types("streambed-data")).containsOnly("AWS::DynamoDB::GlobalTable");
    assertThat(properties("streambed-data").path("terminationProtection").booleanValue()).isTrue();
  }

  @Test
  void theServiceStackHoldsNoTableAndImportsThem() {
    assertThat(types("streambed-service")).doesNotContain("AWS::DynamoDB::GlobalTable");
    var imports = assembly.read("streambed-service.template.json").findValues("Fn::ImportValue");
    var exports = assembly.read("streambed-data.template.json").path("Outputs");
    assertThat(imports)
        .extracting(JsonNode::textValue)
        .isNotEmpty()
        .isSubsetOf(
            exports.findValues("Export").stream().map(e -> e.path("Name").textValue()).toList());
  }

  @Test
  void whatOthersNeedToKnowIsAnOutput() {
    assertThat(outputs("streambed-service"))
        .containsExactlyInAnyOrder("FunctionUrl", "RestUrl", "FunctionName", "LogGroupName");
    assertThat(outputs("streambed-data").filter(name -> !name.startsWith("Exports")))
        .containsExactlyInAnyOrder(
            "CustomersTableName",
            "ApiKeysTableName",
            "LimitsTableName",
            "UsageTableName",
            "SessionsTableName");
  }

  @Test
  void noAccountAndNoRegionIsWrittenDown() {
    var manifest = assembly.read("manifest.json");
    assertThat(manifest.at("/artifacts/streambed-service/environment").textValue())
        .isEqualTo("aws://unknown-account/unknown-region");
  }

  private Stream<String> types(String stack) {
    return assembly.read(stack + ".template.json").path("Resources").properties().stream()
        .map(resource -> resource.getValue().path("Type").textValue());
  }

  private Stream<String> outputs(String stack) {
    return assembly.read(stack + ".template.json").path("Outputs").properties().stream()
        .map(output -> output.getKey());
  }

  private JsonNode properties(String stack) {
    return assembly.read("manifest.json").at("/artifacts/" + stack + "/properties");
  }

  private String withoutNamespace(String finding) {
    return finding.replace("Annotation::", "");
  }
}
