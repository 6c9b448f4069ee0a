package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;

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
                // Each stack with a log brings the role that API Gateway writes it with.
                .filter(type -> !isOfLogRole(type))
                .sorted()
                .toList())
        .isEqualTo(types(whole).filter(type -> !isOfLogRole(type)).sorted().toList());
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

  private static boolean isOfLogRole(String type) {
    return List.of("AWS::ApiGateway::Account", "AWS::IAM::Role").contains(type);
  }
}
