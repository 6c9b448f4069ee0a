package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

/** A gateway of its parts, each in a stack of its own. */
class StreambedPartsTest {
  private static final Path ASSEMBLY = synthesized();

  private static final Template FUNCTION = Template.read(ASSEMBLY, "Function");
  private static final Template DOORS = Template.read(ASSEMBLY, "Doors");
  private static final Template SOCKET = Template.read(ASSEMBLY, "Socket");
  private static final Template WATCH = Template.read(ASSEMBLY, "Watch");

  @Test
  void togetherTheyHaveWhatTheWholeHas() {
    var whole = Template.of(stack -> new Streambed(stack, "Streambed", props().build()));
    assertThat(
            Stream.of("Data", "Function", "Doors", "Socket", "Watch")
                .flatMap(stack -> types(Template.read(ASSEMBLY, stack)))
                .sorted()
                .toList())
        .isEqualTo(types(whole).sorted().toList());
  }

  /** The function's stack can be deployed first, and without the others. */
  @Test
  void theFunctionsStackNeedsNoFrontDoor() {
    assertThat(FUNCTION.json().findValuesAsText("Fn::ImportValue"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("Data:"));
    assertThat(FUNCTION.all("AWS::Lambda::Function")).hasSize(1);
    assertThat(FUNCTION.all("AWS::SQS::Queue")).hasSize(1);
    assertThat(FUNCTION.all("AWS::Events::Rule")).hasSize(1);
  }

  @Test
  void eachFrontDoorInvokesTheAlias() {
    assertThat(DOORS.only("AWS::Lambda::Url").text("/Qualifier")).isEqualTo("live");
    assertThat(DOORS.only("AWS::CloudFront::Distribution").id()).contains("UrlCloudFront");
    assertThat(DOORS.only("AWS::Lambda::Permission").text("/Principal"))
        .isEqualTo("apigateway.amazonaws.com");
    assertThat(SOCKET.only("AWS::Lambda::Permission").text("/Principal"))
        .isEqualTo("apigateway.amazonaws.com");
    assertThat(Permissions.of(SOCKET.only("AWS::IAM::Policy")))
        .anyMatch(line -> line.startsWith("Allow lambda:InvokeFunction"))
        .anyMatch(line -> line.startsWith("Allow execute-api:ManageConnections"));
  }

  @Test
  void eachSaysInTheConsoleWhatItIs() {
    var text = "Streambed: Amazon Bedrock for holders of an API key";
    assertThat(DOORS.only("AWS::ApiGateway::RestApi").text("/Description")).isEqualTo(text);
    assertThat(DOORS.only("AWS::CloudFront::Distribution").text("/DistributionConfig/Comment"))
        .isEqualTo(text);
    assertThat(SOCKET.only("AWS::ApiGatewayV2::Api").text("/Description"))
        .isEqualTo(text + ", with a stop button");
  }

  @Test
  void alarmsWatchAllPartsAndNotifyTheFunctionsTopic() {
    var whole = Template.of(stack -> new Streambed(stack, "Streambed", props().build()));
    assertThat(WATCH.all("AWS::CloudWatch::Alarm"))
        .hasSameSizeAs(whole.all("AWS::CloudWatch::Alarm"))
        .allSatisfy(alarm ->
            assertThat(alarm.properties().path("AlarmActions").toString())
                .contains("Function:ExportsOutput"));
  }

  @Test
  void theFunctionAloneIsEnoughForWhoeverMayInvokeIt() {
    var template =
        Template.of(stack ->
            StreambedFunction.Builder.create(stack, "Function")
                .models(BedrockModel.of(SampleProps.MODEL))
                .frontDoors(FrontDoor.FUNCTION_URL)
                .build());
    assertThat(template.all("AWS::DynamoDB::GlobalTable")).hasSize(6);
    assertThat(template.all("AWS::Lambda::Url")).isEmpty();
  }

  @Test
  void anApiThatOnlyLogsWaitsForTheRoleOfAnother() {
    var app = new App();
    var function = new StreambedFunction(new Stack(app, "Function"), "F", props().build());
    var socket = new Stack(app, "Socket");
    var rest = new Stack(app, "Rest");
    // The one that brings the role is the second.
    new StreambedWebSocketApi(socket, "WebSocket", function);
    new StreambedRestApi(rest, "RestApi", function);
    app.synth();
    assertThat(socket.getDependencies()).extracting(Stack::getStackName).contains("Rest");
    assertThat(rest.getDependencies()).extracting(Stack::getStackName).doesNotContain("Socket");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void apisOfOneStackShareTheRoleInEitherOrder(boolean restFirst) {
    var template =
        Template.of(stack -> {
          var function = new StreambedFunction(stack, "Function", props().build());
          if (restFirst) {
            new StreambedRestApi(stack, "RestApi", function);
          }
          new StreambedWebSocketApi(stack, "WebSocket", function);
          if (!restFirst) {
            new StreambedRestApi(stack, "RestApi", function);
          }
        });
    var account = template.only("AWS::ApiGateway::Account");
    assertThat(template.only("AWS::ApiGateway::Stage").dependsOn()).contains(account.id());
    assertThat(template.only("AWS::ApiGatewayV2::Stage").dependsOn()).contains(account.id());
  }

  @Test
  void twoApisThatBringTheRoleMakeOne() {
    var app = new App();
    var both = WebSocketSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE);
    var function =
        new StreambedFunction(new Stack(app, "Function"), "F", props().webSocket(both).build());
    new StreambedRestApi(new Stack(app, "Rest"), "RestApi", function);
    new StreambedWebSocketApi(new Stack(app, "Socket"), "WebSocket", function);
    var assembly = Path.of(app.synth().getDirectory());
    assertThat(Template.read(assembly, "Rest").all("AWS::ApiGateway::Account")).hasSize(1);
    assertThat(Template.read(assembly, "Socket").all("AWS::ApiGateway::Account")).isEmpty();
  }

  /** Nothing is created beside a part, where the team may have a construct of that id. */
  @Test
  void leavesTheIdsOfTheScopeToTheTeam() {
    var template =
        Template.of(stack -> {
          for (String id : List.of("LogRole", "WebSocketAccess")) {
            Role.Builder.create(stack, id).assumedBy(new AccountRootPrincipal()).build();
          }
          var function = new StreambedFunction(stack, "Function", props().build());
          new StreambedRestApi(stack, "RestApi", function);
          new StreambedWebSocketApi(stack, "WebSocket", function);
          assertThat(stack.getNode().getChildren())
              .extracting(child -> child.getNode().getId())
              .contains("LogRole", "WebSocketAccess", "Function", "RestApi", "WebSocket")
              .filteredOn(id -> id.contains("LogRole") || id.contains("Access"))
              .containsExactlyInAnyOrder("LogRole", "WebSocketAccess");
        });
    assertThat(template.only("AWS::ApiGateway::Account").id()).startsWith("RestApiLogRole");
    assertThat(template.only("AWS::ApiGatewayV2::Stage").dependsOn())
        .contains(template.named("AWS::IAM::Policy", "WebSocketAccessPolicy").id());
  }

  @Test
  void refusesAFrontDoorThatTheFunctionWasNotMadeFor() {
    var stack = new Stack(new App(), "Sample");
    var function =
        new StreambedFunction(
            stack,
            "Function",
            SampleProps.least().toBuilder().frontDoors(FrontDoor.FUNCTION_URL).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreambedWebSocketApi(stack, "WebSocket", function))
        .withMessage("frontDoors: choose WEB_SOCKET among those of the StreambedFunction as well");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreambedRestApi(stack, "RestApi", function))
        .withMessageStartingWith("frontDoors: choose REST_API");
  }

  private static Path synthesized() {
    var app = new App();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    var tables = new StreambedTables(new Stack(app, "Data"), "Tables").tables();
    var function =
        new StreambedFunction(
            new Stack(app, "Function"), "Function", props().tables(tables).build());
    var doors = new Stack(app, "Doors");
    new StreambedFunctionUrl(doors, "Url", function);
    var restApi = new StreambedRestApi(doors, "RestApi", function);
    var webSocket = new StreambedWebSocketApi(new Stack(app, "Socket"), "WebSocket", function);
    StreambedMonitoring.Builder.create(new Stack(app, "Watch"), "Monitoring", function)
        .restApi(restApi)
        .webSocketApi(webSocket)
        .build();
    return Path.of(app.synth().getDirectory());
  }

  private static StreambedPropsBuilder props() {
    return SampleProps.least().toBuilder()
        .cloudFront(CloudFrontSettings.DEFAULTS)
        .allowedOrigins(SampleProps.ORIGIN)
        .restApi(RestApiSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE))
        .observability(Observability.DEFAULTS.withAlarms(true).withDashboard(true));
  }

  private static Stream<String> types(Template template) {
    return template.resources().map(Resource::type);
  }
}
