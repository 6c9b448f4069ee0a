package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;

/** What a team may bring: tables, a log group, domain names, a permissions boundary. */
class ExistingResourcesTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/";
  private static final String CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/abc";

  @Test
  void tablesAreGivenByNameOrArn() {
    var template =
        Template.of(stack -> {
          var names =
              GatewayTableNames.of(TABLE + "cust", "keys", "limits", "usage", "sessions", "prices")
                  .withEncryptionKey(
                      Key.fromKeyArn(stack, "Key", "arn:aws:kms:eu-west-1:123456789012:key/k"));
          var tables = GatewayTables.fromNames(stack, "Tables", names);
          new Streambed(stack, "Streambed", SampleProps.least().toBuilder().tables(tables).build());
        });
    assertThat(template.all("AWS::DynamoDB::GlobalTable")).isEmpty();
    var function = template.only("AWS::Lambda::Function");
    assertThat(function.text("/Environment/Variables/STREAMBED_CUSTOMERS_TABLE")).isEqualTo("cust");
    assertThat(function.text("/Environment/Variables/STREAMBED_API_KEYS_TABLE")).isEqualTo("keys");
    assertThat(Permissions.of(template.named("AWS::IAM::Policy", "RoleDefaultPolicy")))
        .contains("Allow dynamodb:GetItem " + TABLE + "cust")
        .contains(
            "Allow kms:Decrypt arn:aws:kms:eu-west-1:123456789012:key/k when kms:ViaService StringLike"
                + " dynamodb.<AWS::Region>.amazonaws.*")
        .contains(
            "Allow dynamodb:Query"
                + " arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/usage");
  }

  @Test
  void refusesTablesOfAnotherRegion() {
    var elsewhere = TABLE.replace("eu-west-1", "us-east-1") + "cust";
    var names = GatewayTableNames.of(elsewhere, "keys", "limits", "usage", "sessions", "prices");
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack ->
                new Streambed(
                    stack,
                    "Streambed",
                    SampleProps.least().toBuilder()
                        .tables(GatewayTables.fromNames(stack, "Tables", names))
                        .build()));
    assertThat(errors).singleElement().asString().contains("eu-west-1, not " + elsewhere);
  }

  @Test
  void refusesTablesOfAnotherAccountWhichTheFunctionWouldNotFind() {
    var elsewhere = TABLE.replace("123456789012", "210987654321") + "cust";
    var names = GatewayTableNames.of(elsewhere, "keys", "limits", "usage", "sessions", "prices");
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack ->
                new Streambed(
                    stack,
                    "Streambed",
                    SampleProps.least().toBuilder()
                        .tables(GatewayTables.fromNames(stack, "Tables", names))
                        .build()));
    assertThat(errors).singleElement().asString().contains("own account, not " + elsewhere);
  }

  @Test
  void writesIntoALogGroupThatExists() {
    var template =
        Template.of(stack ->
            new Streambed(
                stack,
                "Streambed",
                SampleProps.least().toBuilder()
                    .logGroup(LogGroup.fromLogGroupName(stack, "Logs", "team/assistant"))
                    .build()));
    assertThat(template.all("AWS::Logs::LogGroup"))
        .allMatch(group -> group.id().contains("Access"));
    assertThat(template.only("AWS::Lambda::Function").text("/LoggingConfig/LogGroup"))
        .isEqualTo("team/assistant");
    assertThat(Permissions.of(template.named("AWS::IAM::Policy", "RoleDefaultPolicy")))
        .contains(
            "Allow logs:PutLogEvents arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:"
                + "log-group:team/assistant:*");
  }

  @Test
  void everyRoleHasTheTeamsPermissionsBoundary() {
    var template =
        Template.of(stack -> {
          var props =
              SampleProps.least().toBuilder()
                  .restApi(RestApiSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE))
                  .observability(Observability.DEFAULTS.withAlarms(true))
                  .build();
          var streambed = new Streambed(stack, "Streambed", props);
          new StreambedReporting(
              stack, "Reporting", streambed.logGroup(), ReportingSettings.DEFAULTS);
          PermissionsBoundary.of(stack)
              .apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "team-boundary"));
        });
    assertThat(template.all("AWS::IAM::Role"))
        .hasSizeGreaterThan(3)
        .allSatisfy(role ->
            assertThat(role.text("/PermissionsBoundary")).endsWith(":policy/team-boundary"));
    assertThat(template.all("AWS::IAM::User")).isEmpty();
  }

  @Test
  void theRestApiAndTheWebSocketApiHaveDomainNames() {
    var stack = new Stack(new App(), "Sample");
    var streambed = new Streambed(stack, "Streambed", withDomains(stack, CERTIFICATE));
    assertThat(streambed.restUrl()).contains("https://api.example.com/ai/");
    assertThat(streambed.webSocketUrl()).contains("wss://ws.example.com");
    assertThat(streambed.restDomain()).isPresent();
    assertThat(streambed.webSocketDomain()).isPresent();
    var template =
        Template.of(other -> new Streambed(other, "Streambed", withDomains(other, CERTIFICATE)));
    var rest = template.only("AWS::ApiGateway::DomainName");
    assertThat(rest.text("/RegionalCertificateArn")).isEqualTo(CERTIFICATE);
    assertThat(rest.texts("/EndpointConfiguration/Types")).containsExactly("REGIONAL");
    assertThat(rest.text("/SecurityPolicy")).isEqualTo("TLS_1_2");
    var mapping = template.only("AWS::ApiGateway::BasePathMapping");
    assertThat(mapping.text("/BasePath")).isEqualTo("ai");
    assertThat(mapping.text("/DomainName")).isEqualTo("<" + rest.id() + ">");
    assertThat(mapping.text("/Stage")).contains("DeploymentStageprod");
    var webSocket = template.only("AWS::ApiGatewayV2::DomainName");
    assertThat(webSocket.text("/DomainNameConfigurations/0/CertificateArn")).isEqualTo(CERTIFICATE);
    assertThat(webSocket.text("/DomainNameConfigurations/0/SecurityPolicy")).isEqualTo("TLS_1_2");
    assertThat(template.only("AWS::ApiGatewayV2::ApiMapping").text("/ApiId"))
        .isEqualTo("<" + template.only("AWS::ApiGatewayV2::Api").id() + ">");
  }

  @Test
  void refusesACertificateOfAnotherRegion() {
    var elsewhere = CERTIFICATE.replace("eu-west-1", "us-east-1");
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack -> new Streambed(stack, "Streambed", withDomains(stack, elsewhere)));
    assertThat(errors).singleElement().asString().contains("eu-west-1, not " + elsewhere);
  }

  @Test
  void refusesACertificateThatIsNoArn() {
    var elsewhere = "abc";
    var errors =
        Findings.of(
            "aws:cdk:error",
            stack -> new Streambed(stack, "Streambed", withDomains(stack, elsewhere)));
    assertThat(errors).singleElement().asString().contains("eu-west-1, not " + elsewhere);
  }

  @Test
  void refusesOneNameForBothApisAndADomainWithoutItsApi() {
    var stack = new Stack(new App(), "Sample");
    var domain = domain(stack, "api.example.com", CERTIFICATE);
    var rest = RestApiSettings.DEFAULTS.withDomain(domain);
    var webSocket = WebSocketSettings.DEFAULTS.withDomain(domain);
    var props = SampleProps.least().toBuilder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> props.restApi(rest).webSocket(webSocket).build())
        .withMessageContaining("need different names");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            props.frontDoors(FrontDoor.WEB_SOCKET).webSocket(WebSocketSettings.DEFAULTS).build())
        .withMessage("domain: choose the front door REST_API as well");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.example.com", "api.example.com/", "API.example.com", "api"})
  void refusesWhatIsNoDomainName(String name) {
    var stack = new Stack(new App(), "Sample");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> domain(stack, name, CERTIFICATE))
        .withMessageStartingWith("domain: a name in lower case");
  }

  @Test
  void aTrialLeavesNothingBehind() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder().removalPolicy(RemovalPolicy.DESTROY).build());
    for (String type : List.of("AWS::DynamoDB::GlobalTable", "AWS::Logs::LogGroup")) {
      assertThat(template.all(type))
          .isNotEmpty()
          .allSatisfy(resource -> {
            assertThat(resource.json().path("DeletionPolicy").textValue()).isEqualTo("Delete");
            assertThat(resource.text("/Replicas/0/DeletionProtectionEnabled")).isNotEqualTo("true");
          });
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SampleProps.least().toBuilder().removalPolicy(RemovalPolicy.SNAPSHOT).build())
        .withMessageStartingWith("removalPolicy: RETAIN or DESTROY");
  }

  private static StreambedProps withDomains(Stack stack, String certificate) {
    return SampleProps.least().toBuilder()
        .restApi(
            RestApiSettings.DEFAULTS.withDomain(
                domain(stack, "api.example.com", certificate).withBasePath("ai")))
        .webSocket(
            WebSocketSettings.DEFAULTS.withDomain(
                new CustomDomain(
                    "ws.example.com",
                    Certificate.fromCertificateArn(stack, "ws", certificate),
                    Optional.empty())))
        .build();
  }

  private static CustomDomain domain(Stack stack, String name, String certificate) {
    return CustomDomain.of(name, Certificate.fromCertificateArn(stack, "c", certificate));
  }
}
