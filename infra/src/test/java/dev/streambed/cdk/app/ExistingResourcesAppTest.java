package dev.streambed.cdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app whose cdk.json names resources of the account; cdk-nag finds nothing in it either. */
class ExistingResourcesAppTest {
  private static final String CERTIFICATE =
      "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";
  private static final String KEY =
      "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";

  @TempDir Path directory;

  @Test
  void usesTablesNetworkAndDomainsOfTheAccount() throws Exception {
    var tables =
        """
        "tables": {"customers": "c", "apiKeys": "k", "limits": "l", "usage": "u", "sessions": "s",
          "prices": "arn:aws:dynamodb:eu-west-1:123456789012:table/p", "encryptionKey": "%s"}
        """
            .formatted(KEY);
    var assembly = assemble(tables);
    assertThat(types(assembly.read("streambed-data.template.json")))
        .containsExactly("AWS::CloudFormation::WaitConditionHandle");
    assertThat(assembly.read("streambed-data.template.json").at("/Outputs/PricesTableName/Value"))
        .hasToString("\"p\"");
    var service = assembly.read("streambed-service.template.json");
    var function = only(service, "AWS::Lambda::Function").path("Properties");
    assertThat(function.at("/VpcConfig"))
        .hasToString(
            "{\"SecurityGroupIds\":[\"sg-0123456789abcdef0\"],"
                + "\"SubnetIds\":[\"subnet-0123456789abcdef0\",\"subnet-0123456789abcdef1\"]}");
    assertThat(function.at("/Environment/Variables/STREAMBED_PRICES_TABLE").textValue())
        .isEqualTo("p");
    assertThat(function.at("/LoggingConfig/LogGroup").textValue()).isEqualTo("team/assistant");
    assertThat(service.at("/Outputs/RestUrl/Value").textValue())
        .isEqualTo("https://api.example.com/ai/");
    assertThat(service.at("/Outputs/WebSocketUrl/Value").textValue())
        .isEqualTo("wss://ws.example.com");
    assertThat(service.at("/Outputs").has("RestDomainTarget")).isTrue();
    assertThat(service.at("/Outputs").has("WebSocketDomainTarget")).isTrue();
    assertThat(assembly.violations()).isEmpty();
    assertThat(assembly.annotations("streambed-service")).isEmpty();
  }

  @Test
  void encryptsItsOwnTablesWithTheKeyOfTheAccountInTheKeysRegion() throws Exception {
    var assembly = assemble("\"reporting\": true, \"encryptionKey\": \"" + KEY + "\"");
    var data = assembly.read("streambed-data.template.json");
    assertThat(types(data)).hasSize(6).containsOnly("AWS::DynamoDB::GlobalTable");
    assertThat(data.findValues("KMSMasterKeyId"))
        .hasSize(6)
        .allMatch(key -> key.textValue().equals(KEY));
    assertThat(assembly.read("manifest.json").at("/artifacts/streambed-data/environment"))
        .hasToString("\"aws://123456789012/eu-west-1\"");
    assertThat(
            assembly
                .read("manifest.json")
                .at("/artifacts/streambed-data/properties/terminationProtection")
                .asBoolean())
        .isFalse();
    assertThat(assembly.annotations("streambed-service"))
        .allMatch(warning -> warning.contains("streambed:encryptionKeyPolicy"));
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void putsCloudFrontInFrontOfTheFunctionUrl() throws Exception {
    var assembly =
        assemble(
            """
            "cloudFront": {
              "domainNames": ["ai.example.com"],
              "certificateArn": "%s",
              "webAclArn": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/team/0a1b2c3d",
              "originSecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-a1b2c3",
              "alternateOriginSecretArn":
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b-a1b2c3",
              "directAccess": false}
            """
                .formatted(CERTIFICATE.replace("eu-west-1", "us-east-1")));
    var service = assembly.read("streambed-service.template.json");
    assertThat(service.at("/Outputs/CloudFrontUrl/Value").textValue())
        .isEqualTo("https://ai.example.com/");
    assertThat(service.at("/Outputs").has("CloudFrontDomainTarget")).isTrue();
    assertThat(service.at("/Outputs").has("FunctionUrl")).isTrue();
    assertThat(
            only(service, "AWS::Lambda::Function")
                .at("/Properties/Environment/Variables/STREAMBED_ALTERNATE_ORIGIN_SECRET")
                .textValue())
        .contains("secret:b-a1b2c3");
    assertThat(assembly.violations()).isEmpty();
  }

  @Test
  void sendsAlarmsAndDeadLettersWhereTheTeamWants() throws Exception {
    var service =
        assemble(
                """
                "observability": {"alarms": true},
                "alarmTopic": {"arn": "arn:aws:sns:eu-west-1:123456789012:team"},
                "deadLetterQueue": {"arn": "arn:aws:sqs:eu-west-1:123456789012:team",
                  "encryptionKey": "%s"}
                """
                    .formatted(KEY))
            .read("streambed-service.template.json");
    assertThat(service.at("/Outputs/TopicArn/Value").textValue())
        .isEqualTo("arn:aws:sns:eu-west-1:123456789012:team");
    assertThat(types(service)).doesNotContain("AWS::SQS::Queue", "AWS::KMS::Key");
  }

  @Test
  void cloudFrontAloneHasItsOwnName() throws Exception {
    var service = assemble("\"cloudFront\": true").read("streambed-service.template.json");
    assertThat(service.at("/Outputs/CloudFrontUrl/Value").toString()).contains("DomainName");
  }

  @Test
  void refusesADomainForAnApiThatIsNotChosen() {
    assertThatThrownBy(() -> assemble("\"frontDoors\": [\"webSocket\"]"))
        .isInstanceOf(ChoiceException.class)
        .hasMessage("streambed: domain: choose the front door REST_API as well");
  }

  private Assembly assemble(String more) throws Exception {
    var cdkJson =
        """
        {"context": {"@aws-cdk/core:defaultCrossStackReferences": "strong", "streambed": {
          "models": ["amazon.nova-lite-v1:0"],
          "restApi": {"accessLogs": "onWithAccountRole"},
          "observability": {"alarms": true},
          "logGroup": "team/assistant",
          "removalPolicy": "destroy",
          "vpc": {
            "id": "vpc-0123456789abcdef0",
            "subnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
            "securityGroupIds": ["sg-0123456789abcdef0"]
          },
          "domain": {
            "restApi": {"name": "api.example.com", "certificateArn": "%1$s", "basePath": "ai"},
            "webSocket": {"name": "ws.example.com", "certificateArn": "%1$s"}
          },
          %2$s
        }}}
        """
            .formatted(CERTIFICATE, more);
    var assembly = Assembly.of(directory, cdkJson);
    assembly.app().synth();
    return assembly;
  }

  private static List<String> types(JsonNode template) {
    return template.path("Resources").properties().stream()
        .map(resource -> resource.getValue().path("Type").textValue())
        .toList();
  }

  private static JsonNode only(JsonNode template, String type) {
    return template.path("Resources").properties().stream()
        .map(resource -> resource.getValue())
        .filter(resource -> resource.path("Type").textValue().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
