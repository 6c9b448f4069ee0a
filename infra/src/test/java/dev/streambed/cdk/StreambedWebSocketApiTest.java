package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreambedWebSocketApiTest {
  private static final String API = SampleProps.LEAST.only("AWS::ApiGatewayV2::Api").id();

  @Test
  void aMessagesActionChoosesItsRoute() {
    var api = SampleProps.LEAST.only("AWS::ApiGatewayV2::Api");
    assertThat(api.text("/ProtocolType")).isEqualTo("WEBSOCKET");
    assertThat(api.text("/RouteSelectionExpression")).isEqualTo("$request.body.action");
    assertThat(api.text("/Name")).startsWith("Sample-Streambed-WebSocket-");
  }

  @Test
  void hasTheseRoutesAndNoOthers() {
    assertThat(routes())
        .extracting(route -> route.text("/RouteKey"))
        .containsExactlyInAnyOrder(
            "$connect", "$disconnect", "$default", "invoke", "stop", "part", "ping");
  }

  @Test
  void whatAMessageAsksForIsAnsweredOnItsConnection() {
    var answered = routes().stream().filter(route -> !isAnnouncement(route)).toList();
    assertThat(answered)
        .hasSize(5)
        .allSatisfy(route ->
            assertThat(route.text("/RouteResponseSelectionExpression")).isEqualTo("$default"));
    assertThat(SampleProps.LEAST.all("AWS::ApiGatewayV2::RouteResponse"))
        .allSatisfy(response -> {
          assertThat(response.text("/ApiId")).isEqualTo("<" + API + ">");
          assertThat(response.text("/RouteResponseKey")).isEqualTo("$default");
        })
        .extracting(response -> response.text("/RouteId"))
        .containsExactlyElementsOf(answered.stream().map(route -> "<" + route.id() + ">").toList());
  }

  @Test
  void aConnectAndADisconnectAreNotAnsweredByMessages() {
    assertThat(routes().stream().filter(StreambedWebSocketApiTest::isAnnouncement))
        .hasSize(2)
        .noneMatch(route -> route.properties().has("RouteResponseSelectionExpression"));
  }

  @Test
  void everyRouteIsAProxyOfTheAliasWithoutAnAuthorizer() {
    var integration = SampleProps.LEAST.only("AWS::ApiGatewayV2::Integration");
    assertThat(integration.text("/IntegrationType")).isEqualTo("AWS_PROXY");
    assertThat(integration.text("/IntegrationMethod")).isEqualTo("POST");
    assertThat(integration.text("/TimeoutInMillis")).isEqualTo("29000");
    assertThat(integration.text("/IntegrationUri"))
        .isEqualTo(
            "arn:<AWS::Partition>:apigateway:<AWS::Region>:lambda:path/2015-03-31/functions/"
                + alias()
                + "/invocations");
    assertThat(routes())
        .allSatisfy(route -> {
          assertThat(route.text("/Target")).isEqualTo("integrations/<" + integration.id() + ">");
          assertThat(route.text("/AuthorizationType")).isEqualTo("NONE");
          assertThat(route.text("/ApiId")).isEqualTo("<" + API + ">");
        });
  }

  @Test
  void mayInvokeTheAliasByOnePermissionForItsStage() {
    var permission = SampleProps.LEAST.named("AWS::Lambda::Permission", "WebSocket");
    assertThat(permission.text("/Action")).isEqualTo("lambda:InvokeFunction");
    assertThat(permission.text("/Principal")).isEqualTo("apigateway.amazonaws.com");
    assertThat(permission.text("/FunctionName")).isEqualTo(alias());
    assertThat(permission.text("/SourceArn"))
        .isEqualTo(
            "arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<%s>/prod/*"
                .formatted(API));
  }

  @Test
  void throttlesTheStageAndKeepsBodiesAndTokensOutOfLogs() {
    var stage = SampleProps.LEAST.only("AWS::ApiGatewayV2::Stage");
    assertThat(stage.text("/StageName")).isEqualTo("prod");
    assertThat(stage.text("/AutoDeploy")).isEqualTo("true");
    assertThat(stage.text("/DefaultRouteSettings/ThrottlingRateLimit")).isEqualTo("500");
    assertThat(stage.text("/DefaultRouteSettings/ThrottlingBurstLimit")).isEqualTo("1000");
    var settings = stage.properties().path("DefaultRouteSettings");
    assertThat(settings.has("LoggingLevel")).isFalse();
    assertThat(settings.has("DataTraceEnabled")).isFalse();
  }

  @Test
  void opensWhenItsRoutesAreThereAndTheFunctionMayAnswer() {
    var stage = SampleProps.LEAST.only("AWS::ApiGatewayV2::Stage");
    assertThat(stage.dependsOn())
        .containsAll(routes().stream().map(Resource::id).toList())
        .contains(SampleProps.LEAST.named("AWS::IAM::Policy", "WebSocketAccess").id());
  }

  @Test
  void theThrottleCanBeChosen() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .webSocket(WebSocketSettings.DEFAULTS.withThrottle(7, 9))
                .build());
    var stage = template.only("AWS::ApiGatewayV2::Stage");
    assertThat(stage.text("/DefaultRouteSettings/ThrottlingRateLimit")).isEqualTo("7");
    assertThat(stage.text("/DefaultRouteSettings/ThrottlingBurstLimit")).isEqualTo("9");
  }

  @Test
  void isNotThereUnlessChosen() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .frontDoors(FrontDoor.FUNCTION_URL, FrontDoor.REST_API)
                .build());
    assertThat(template.resources().map(Resource::type))
        .noneMatch(type -> type.startsWith("AWS::ApiGatewayV2::"))
        .noneMatch(type -> type.startsWith("AWS::SQS::"))
        .noneMatch(type -> type.startsWith("AWS::SNS::"));
    assertThat(template.all("AWS::DynamoDB::GlobalTable")).hasSize(6);
  }

  @Test
  void isEnoughByItself() {
    var template =
        SampleProps.of(SampleProps.least().toBuilder().frontDoors(FrontDoor.WEB_SOCKET).build());
    assertThat(template.all("AWS::Lambda::Permission"))
        .extracting(permission -> permission.text("/Principal"))
        .containsExactlyInAnyOrder(
            "apigateway.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com");
    assertThat(template.all("AWS::Lambda::Url")).isEmpty();
    assertThat(template.all("AWS::ApiGateway::RestApi")).isEmpty();
  }

  private static List<Resource> routes() {
    return SampleProps.LEAST.all("AWS::ApiGatewayV2::Route");
  }

  private static boolean isAnnouncement(Resource route) {
    return List.of("$connect", "$disconnect").contains(route.text("/RouteKey"));
  }

  private static String alias() {
    return "<" + SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id() + ">";
  }
}
