package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreambedFunctionUrlTest {

  @Test
  void streamsFromTheAliasToAnybody() {
    var url = SampleProps.LEAST.only("AWS::Lambda::Url");
    assertThat(url.text("/InvokeMode")).isEqualTo("RESPONSE_STREAM");
    assertThat(url.text("/AuthType")).isEqualTo("NONE");
    assertThat(url.text("/Qualifier")).isEqualTo("live");
    assertThat(url.dependsOn())
        .contains(SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id());
  }

  @Test
  void hasBothPermissionsThatAnOpenUrlNeeds() throws Exception {
    var alias = SampleProps.LEAST.named("AWS::Lambda::Alias", "LiveAlias").id();
    assertThat(openToAll(SampleProps.LEAST))
        .containsExactlyInAnyOrder(
            json(
                """
                {"Action": "lambda:InvokeFunctionUrl", "FunctionName": {"Ref": "%s"},
                 "FunctionUrlAuthType": "NONE", "Principal": "*"}
                """
                    .formatted(alias)),
            json(
                """
                {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "%s"},
                 "InvokedViaFunctionUrl": true, "Principal": "*"}
                """
                    .formatted(alias)));
  }

  @Test
  void letsPagesOfTheChosenOriginReadAnswers() throws Exception {
    assertThat(SampleProps.ONE_ORIGIN.only("AWS::Lambda::Url").properties().path("Cors"))
        .isEqualTo(
            json(
                """
                {"AllowOrigins": ["https://app.example.com"],
                 "AllowMethods": ["DELETE", "GET", "POST"],
                 "AllowHeaders": %s,
                 "ExposeHeaders": %s,
                 "MaxAge": 7200}
                """
                    .formatted(
                        quoted(CorsPolicy.REQUEST_HEADERS), quoted(CorsPolicy.RESPONSE_HEADERS))));
  }

  /** Lambda's limit for each list. */
  @Test
  void namesNoMoreHeadersThanAFunctionUrlTakes() {
    assertThat(CorsPolicy.REQUEST_HEADERS).hasSizeLessThanOrEqualTo(100);
    assertThat(CorsPolicy.RESPONSE_HEADERS).hasSizeLessThanOrEqualTo(100);
  }

  private static String quoted(List<String> names) {
    return names.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  @Test
  void answersNoPreflightUnlessAnOriginWasChosen() {
    assertThat(SampleProps.LEAST.only("AWS::Lambda::Url").properties().has("Cors")).isFalse();
  }

  @Test
  void isNotThereUnlessChosen() {
    var template =
        SampleProps.of(SampleProps.least().toBuilder().frontDoors(FrontDoor.REST_API).build());
    assertThat(template.all("AWS::Lambda::Url")).isEmpty();
    assertThat(openToAll(template)).isEmpty();
  }

  private static List<JsonNode> openToAll(Template template) {
    return template.all("AWS::Lambda::Permission").stream()
        .map(Resource::properties)
        .filter(permission -> permission.path("Principal").asText().equals("*"))
        .toList();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
