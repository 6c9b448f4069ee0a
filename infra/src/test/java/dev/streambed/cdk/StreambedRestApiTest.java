package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreambedRestApiTest {
  private static final String PREFIX = "arn:<AWS::Partition>:apigateway:<AWS::Region>:lambda:path/";

  @Test
  void isRegionalBecauseTheEdgeCutsSilenceAfter30Seconds() {
    assertThat(
            SampleProps.LEAST
                .only("AWS::ApiGateway::RestApi")
                .texts("/EndpointConfiguration/Types"))
        .containsExactly("REGIONAL");
  }

  @Test
  void hasTheseRoutesAndNoOthers() {
    assertThat(methods(SampleProps.LEAST).keySet())
        .containsExactlyInAnyOrder(
            "POST /bedrock",
            "POST /bedrock/stream",
            "DELETE /requests/{requestId}",
            "GET /models",
            "GET /usage",
            "POST /keys",
            "POST /tokens",
            "POST /model/{proxy+}",
            "POST /v1/{proxy+}",
            "GET /v1/{proxy+}",
            "POST /openai/{proxy+}",
            "GET /openai/{proxy+}",
            "POST /anthropic/{proxy+}",
            "GET /anthropic/{proxy+}",
            "GET /",
            "HEAD /",
            "GET /inference-profiles",
            "POST /ui/chat",
            "GET /health");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /bedrock",
        "DELETE /requests/{requestId}",
        "GET /models",
        "GET /usage",
        "POST /keys",
        "POST /tokens"
      })
  void buffersWhatIsOneDocumentFor29Seconds(String route) {
    var method = RestPaths.of(SampleProps.LEAST).method(route);
    assertThat(method.text("/Integration/ResponseTransferMode")).isEqualTo("BUFFERED");
    assertThat(method.text("/Integration/TimeoutInMillis")).isEqualTo("29000");
    assertThat(method.text("/Integration/Uri"))
        .isEqualTo(PREFIX + "2015-03-31/functions/" + alias(SampleProps.LEAST) + "/invocations");
  }

  @Test
  void streamsEveryOtherRouteFor15Minutes() {
    var streamed = new TreeMap<>(methods(SampleProps.LEAST));
    streamed.remove("POST /bedrock");
    streamed.remove("DELETE /requests/{requestId}");
    streamed.remove("GET /models");
    streamed.remove("GET /usage");
    streamed.remove("POST /keys");
    streamed.remove("POST /tokens");
    assertThat(streamed.values())
        .hasSize(RestRoute.ALL.size() - 6)
        .allSatisfy(method -> {
          assertThat(method.text("/Integration/ResponseTransferMode")).isEqualTo("STREAM");
          assertThat(method.text("/Integration/TimeoutInMillis")).isEqualTo("900000");
          assertThat(method.text("/Integration/Uri"))
              .isEqualTo(
                  PREFIX
                      + "2021-11-15/functions/"
                      + alias(SampleProps.LEAST)
                      + "/response-streaming-invocations");
        });
  }

  @Test
  void everyRouteIsAProxyWithoutAnAuthorizer() {
    assertThat(methods(SampleProps.LEAST).values())
        .allSatisfy(method -> {
          assertThat(method.text("/Integration/Type")).isEqualTo("AWS_PROXY");
          assertThat(method.text("/Integration/IntegrationHttpMethod")).isEqualTo("POST");
          assertThat(method.text("/AuthorizationType")).isEqualTo("NONE");
        });
  }

  @Test
  void waitsNoLongerThanTheFunctionRuns() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .function(FunctionSettings.DEFAULTS.withTimeout(Duration.ofSeconds(90)))
                .build());
    var methods = RestPaths.of(template);
    assertThat(methods.method("POST /bedrock/stream").text("/Integration/TimeoutInMillis"))
        .isEqualTo("90000");
    assertThat(methods.method("POST /bedrock").text("/Integration/TimeoutInMillis"))
        .isEqualTo("29000");
  }

  @Test
  void mayInvokeTheAliasByOnePermissionForTheWholeApi() {
    var permissions =
        SampleProps.LEAST.all("AWS::Lambda::Permission").stream()
            .filter(p -> p.text("/Principal").equals("apigateway.amazonaws.com"))
            .filter(p -> p.id().contains("RestApi"))
            .toList();
    var api = SampleProps.LEAST.only("AWS::ApiGateway::RestApi").id();
    assertThat(permissions).hasSize(1);
    assertThat(permissions.getFirst().text("/Action")).isEqualTo("lambda:InvokeFunction");
    assertThat(permissions.getFirst().text("/FunctionName")).isEqualTo(alias(SampleProps.LEAST));
    assertThat(permissions.getFirst().text("/SourceArn"))
        .isEqualTo(
            "arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<" + api + ">/*/*/*");
  }

  @Test
  void throttlesTheStageAndKeepsBodiesOutOfLogs() {
    var stage = SampleProps.LEAST.only("AWS::ApiGateway::Stage");
    assertThat(stage.text("/StageName")).isEqualTo("prod");
    assertThat(stage.text("/MethodSettings/0/ResourcePath")).isEqualTo("/*");
    assertThat(stage.text("/MethodSettings/0/HttpMethod")).isEqualTo("*");
    assertThat(stage.text("/MethodSettings/0/ThrottlingRateLimit")).isEqualTo("100");
    assertThat(stage.text("/MethodSettings/0/ThrottlingBurstLimit")).isEqualTo("200");
    assertThat(stage.text("/MethodSettings/0/DataTraceEnabled")).isEqualTo("false");
    assertThat(stage.properties().at("/MethodSettings/0").has("LoggingLevel")).isFalse();
  }

  @Test
  void changesNoByteOfABody() {
    var api = SampleProps.LEAST.only("AWS::ApiGateway::RestApi").properties();
    assertThat(api.has("MinimumCompressionSize")).isFalse();
    assertThat(api.has("BinaryMediaTypes")).isFalse();
  }

  @Test
  void isNamedAfterItsPathAndLeavesNoOutputBehind() {
    assertThat(SampleProps.LEAST.only("AWS::ApiGateway::RestApi").text("/Name"))
        .startsWith("Sample-Streambed-RestApi-");
    assertThat(SampleProps.LEAST.outputs()).isEmpty();
  }

  @Test
  void isNotThereUnlessChosen() {
    var template =
        SampleProps.of(SampleProps.least().toBuilder().frontDoors(FrontDoor.FUNCTION_URL).build());
    assertThat(template.resources().map(Resource::type))
        .noneMatch(type -> type.startsWith("AWS::ApiGateway::"));
  }

  private static String alias(Template template) {
    return "<" + template.named("AWS::Lambda::Alias", "LiveAlias").id() + ">";
  }

  /** The methods that reach the function, by route. */
  private static Map<String, Resource> methods(Template template) {
    return RestPaths.of(template).methods("AWS_PROXY");
  }
}
