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

/** The repository's own cdk.json with everything: every check passes, or nothing is written. */
@TestInstance(Lifecycle.PER_CLASS)
class StreambedAppTest {
  private static final String STREAMBED = "/streambed-service/Streambed";
  private static final String METHOD = STREAMBED + "/RestApi/Api/Default";
  private static final String STAGE = STREAMBED + "/RestApi/Api/DeploymentStage.prod";
  private static final String ROUTE = STREAMBED + "/WebSocket/Routes/";

  private Assembly assembly;

  StreambedAppTest(@TempDir Path directory) throws Exception {
    this.assembly = Assembly.ofTheRepositoryWithEverything(directory);
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
  void theRepositorysOwnChoicesAreWarnedOfNothing() {
    assertThat(assembly.annotations("streambed-service")).isEmpty();
  }

  @Test
  void theseFindingsAreAcceptedEachOnTheSmallestConstruct() {
    assertThat(assembly.acceptedFindings("streambed-data")).isEmpty();
    assertThat(assembly.acceptedFindings("streambed-service").stream().map(this::withoutNamespace))
        .containsExactlyInAnyOrder(
            STREAMBED + "/Default/Gateway/Function Serverless-LambdaDLQ",
            STREAMBED + "/Default/Gateway/Function Serverless-LambdaTracing",
            STREAMBED + "/Default/Gateway/Live/DeadLetters AwsSolutions-SQS3",
            STREAMBED + "/Default/Gateway/Live/DeadLetters Serverless-SQSRedrivePolicy",
            STREAMBED + "/RestApi/Api AwsSolutions-APIG2",
            STAGE + " AwsSolutions-APIG3",
            STAGE + " AwsSolutions-APIG6",
            STAGE + " Serverless-APIGWXrayEnabled",
            STREAMBED
                + "/LogRole/Role AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:"
                + "policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
            ROUTE + "$connect AwsSolutions-APIG4",
            ROUTE + "$disconnect AwsSolutions-APIG4",
            ROUTE + "$default AwsSolutions-APIG4",
            ROUTE + "invoke AwsSolutions-APIG4",
            ROUTE + "part AwsSolutions-APIG4",
            ROUTE + "ping AwsSolutions-APIG4",
            ROUTE + "stop AwsSolutions-APIG4",
            STREAMBED
                + "/WebSocketAccess/Policy AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:"
                + "execute-api:<AWS::Region>:<AWS::AccountId>:<%s>/prod/POST/@connections/*]"
                    .formatted(webSocketApi()),
            METHOD + "/bedrock/POST AwsSolutions-APIG4",
            METHOD + "/bedrock/POST AwsSolutions-COG4",
            METHOD + "/bedrock/stream/POST AwsSolutions-APIG4",
            METHOD + "/bedrock/stream/POST AwsSolutions-COG4",
            METHOD + "/requests/{requestId}/DELETE AwsSolutions-APIG4",
            METHOD + "/requests/{requestId}/DELETE AwsSolutions-COG4",
            METHOD + "/models/GET AwsSolutions-APIG4",
            METHOD + "/models/GET AwsSolutions-COG4",
            METHOD + "/usage/GET AwsSolutions-APIG4",
            METHOD + "/usage/GET AwsSolutions-COG4",
            METHOD + "/keys/POST AwsSolutions-APIG4",
            METHOD + "/keys/POST AwsSolutions-COG4",
            METHOD + "/tokens/POST AwsSolutions-APIG4",
            METHOD + "/tokens/POST AwsSolutions-COG4",
            METHOD + "/model/{proxy+}/POST AwsSolutions-APIG4",
            METHOD + "/model/{proxy+}/POST AwsSolutions-COG4",
            METHOD + "/v1/{proxy+}/POST AwsSolutions-APIG4",
            METHOD + "/v1/{proxy+}/POST AwsSolutions-COG4",
            METHOD + "/v1/{proxy+}/GET AwsSolutions-APIG4",
            METHOD + "/v1/{proxy+}/GET AwsSolutions-COG4",
            METHOD + "/openai/{proxy+}/POST AwsSolutions-APIG4",
            METHOD + "/openai/{proxy+}/POST AwsSolutions-COG4",
            METHOD + "/openai/{proxy+}/GET AwsSolutions-APIG4",
            METHOD + "/openai/{proxy+}/GET AwsSolutions-COG4",
            METHOD + "/anthropic/{proxy+}/POST AwsSolutions-APIG4",
            METHOD + "/anthropic/{proxy+}/POST AwsSolutions-COG4",
            METHOD + "/anthropic/{proxy+}/GET AwsSolutions-APIG4",
            METHOD + "/anthropic/{proxy+}/GET AwsSolutions-COG4",
            METHOD + "/GET AwsSolutions-APIG4",
            METHOD + "/GET AwsSolutions-COG4",
            METHOD + "/HEAD AwsSolutions-APIG4",
            METHOD + "/HEAD AwsSolutions-COG4",
            METHOD + "/inference-profiles/GET AwsSolutions-APIG4",
            METHOD + "/inference-profiles/GET AwsSolutions-COG4",
            METHOD + "/ui/chat/POST AwsSolutions-APIG4",
            METHOD + "/ui/chat/POST AwsSolutions-COG4",
            STREAMBED + "/Default/Sweep/Rule Serverless-EventBusDLQ",
            METHOD + "/health/GET AwsSolutions-APIG4",
            METHOD + "/health/GET AwsSolutions-COG4");
  }

  @Test
  void andTheseInTheReports() {
    var bucket = "<ReportingFilesBucket90C86A0E.Arn>";
    var policy = "/streambed-reporting/Reporting/Delivery/Policy AwsSolutions-IAM5[Resource::";
    assertThat(
            assembly.acceptedFindings("streambed-reporting").stream().map(this::withoutNamespace))
        .containsExactlyInAnyOrder(
            "/streambed-reporting/Reporting/Files/Bucket AwsSolutions-S1",
            policy + bucket + "/usage/*]",
            policy + bucket + "/errors/*]");
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
    assertThat(outputs("streambed-service").filter(name -> !name.startsWith("Exports")))
        .containsExactlyInAnyOrder(
            "FunctionUrl",
            "RestUrl",
            "WebSocketUrl",
            "TopicArn",
            "ModelIds",
            "FunctionName",
            "LogGroupName");
    assertThat(outputs("streambed-reporting"))
        .containsExactlyInAnyOrder("UsageBucketName", "DatabaseName", "WorkGroupName");
    assertThat(outputs("streambed-data").filter(name -> !name.startsWith("Exports")))
        .containsExactlyInAnyOrder(
            "CustomersTableName",
            "ApiKeysTableName",
            "LimitsTableName",
            "UsageTableName",
            "SessionsTableName",
            "PricesTableName");
  }

  @Test
  void noAccountAndNoRegionIsWrittenDown() {
    var manifest = assembly.read("manifest.json");
    assertThat(manifest.at("/artifacts/streambed-service/environment").textValue())
        .isEqualTo("aws://unknown-account/unknown-region");
  }

  private String webSocketApi() {
    return assembly.read("streambed-service.template.json").path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().endsWith("V2::Api"))
        .map(resource -> resource.getKey())
        .findFirst()
        .orElseThrow();
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
