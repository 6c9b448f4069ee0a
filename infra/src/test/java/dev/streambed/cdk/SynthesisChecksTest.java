package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** What a team hears before it deploys. */
class SynthesisChecksTest {
  private static final String MINE = "arn:aws:bedrock:eu-west-1:123456789012:";

  @Test
  void saysNothingOfADeploymentThatWillDo() {
    var quiet = quiet().build();
    assertThat(warnings("eu-west-1", quiet)).isEmpty();
    assertThat(errors("eu-west-1", quiet)).isEmpty();
  }

  @Test
  void warnsOfModelsWithoutAPrice() {
    var props =
        quiet()
            .models(
                BedrockModel.of(SampleProps.MODEL),
                BedrockModel.of("nobody.knows-v1:0"),
                BedrockModel.of(MINE + "imported-model/abc"))
            .build();
    assertThat(warnings("eu-west-1", props))
        .singleElement()
        .asString()
        .contains("nobody.knows-v1:0, " + MINE + "imported-model/abc. Their answers")
        .contains("usdPerMonth")
        .doesNotContain(SampleProps.MODEL)
        .contains("[ack: streambed:unpricedModel]");
  }

  @Test
  void namesSomeOfManyModelsWithoutAPrice() {
    var models =
        IntStream.range(0, 30)
            .mapToObj(number -> BedrockModel.of("nobody.model-" + number))
            .toArray(BedrockModel[]::new);
    assertThat(warnings("eu-west-1", quiet().models(models).build()))
        .singleElement()
        .asString()
        .contains("nobody.model-9 and 20 more");
  }

  @Test
  void warnsOfAModelThatIsChosenTwice() {
    var model = BedrockModel.of(SampleProps.MODEL);
    assertThat(warnings("eu-west-1", quiet().models(model, model).build()))
        .singleElement()
        .asString()
        .contains("chosen more than once: " + SampleProps.MODEL);
  }

  @Test
  void warnsOfAnAccountThatMayHaveNoRoleForApiGatewaysLogs() {
    assertThat(warnings("eu-west-1", SampleProps.least()))
        .singleElement()
        .asString()
        .contains("ON_WITH_ACCOUNT_ROLE")
        .contains("[ack: streambed:apiGatewayLogRole]");
    var functionUrl = SampleProps.least().toBuilder().frontDoors(FrontDoor.FUNCTION_URL).build();
    assertThat(warnings("eu-west-1", functionUrl)).isEmpty();
  }

  @Test
  void aWarningThatIsAcknowledgedIsSilent() {
    var stack = stack("eu-west-1");
    var streambed = new Streambed(stack, "Streambed", SampleProps.least());
    Annotations.of(streambed).acknowledgeWarning("streambed:apiGatewayLogRole");
    assertThat(annotations("aws:cdk:warning", stack)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "us-gov-east-1"})
  void refusesAFunctionUrlInGovCloud(String region) {
    assertThat(errors(region, quiet().build()))
        .singleElement()
        .asString()
        .contains("AWS GovCloud (US) has no Lambda Function URLs");
    var others = quiet().frontDoors(FrontDoor.REST_API, FrontDoor.WEB_SOCKET).build();
    assertThat(errors(region, others)).isEmpty();
  }

  @Test
  void warnsOfARegionThatHasNoFunctionUrlsByLambdasGuide() {
    assertThat(warnings("eu-south-2", quiet().build()))
        .singleElement()
        .asString()
        .contains("eu-south-2 has no Function URLs");
  }

  @Test
  void warnsThatChinaHasNoBedrock() {
    assertThat(warnings("cn-north-1", quiet().build()))
        .singleElement()
        .asString()
        .contains("no Region of China: cn-north-1");
  }

  @Test
  void refusesArnsOfAnotherRegion() {
    var router =
        BedrockModel.promptRouter(
            MINE + "prompt-router/abc", BedrockModel.of(MINE + "inference-profile/eu.a.b"));
    var props = quiet().models(router).build();
    assertThat(errors("eu-west-1", props)).isEmpty();
    assertThat(errors("us-east-1", props))
        .singleElement()
        .asString()
        .contains("its own Region, which is us-east-1, not " + MINE + "prompt-router/abc, " + MINE);
  }

  @Test
  void refusesAnEnvironmentThatLambdaWouldNotTake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Streambed(stack("eu-west-1"), "S", origins(100)))
        .withMessageStartingWith(
            "allowedOrigins, modelAliases, jwt, cloudFront: Lambda takes 4 KB of environment");
    assertThat(warnings("eu-west-1", origins(60)))
        .singleElement()
        .asString()
        .startsWith(
            "models, modelAliases, allowedOrigins, jwt, cloudFront: they nearly fill the 4 KB");
    assertThat(warnings("eu-west-1", origins(20))).isEmpty();
  }

  @Test
  void leavesTheListOfModelsOutWhereOriginsNeedTheRoom() {
    var random = new Random(7);
    var models =
        IntStream.range(0, 75)
            .mapToObj(_ -> BedrockModel.of("p.m-" + Long.toHexString(random.nextLong())))
            .toArray(BedrockModel[]::new);
    var props = origins(70).toBuilder().models(models).build();
    assertThat(warnings("eu-west-1", props))
        .anySatisfy(
            warning -> assertThat(warning).contains("GET /models", "streambed:modelsNotListed"));
    assertThat(warnings("eu-west-1", quiet().models(models).build()))
        .singleElement()
        .asString()
        .contains("streambed:unpricedModel");
  }

  @Test
  void refusesMoreOriginsThanAFunctionUrlTakes() {
    var more =
        IntStream.rangeClosed(1, 101)
            .mapToObj("http://localhost:30%03d"::formatted)
            .toArray(String[]::new);
    assertThatNoException()
        .isThrownBy(() -> quiet().allowedOrigins(Arrays.copyOf(more, 100)).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quiet().allowedOrigins(more).build())
        .withMessage("allowedOrigins: a Function URL takes 100: 101");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30S", "PT1M30S"})
  void refusesASweepThatWouldComeAtAnotherTimeThanWasChosen(String interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quiet().sweepInterval(Duration.parse(interval)).build())
        .withMessage("sweepInterval: EventBridge knows whole minutes: " + interval);
  }

  private static StreambedPropsBuilder quiet() {
    return SampleProps.least().toBuilder()
        .restApi(RestApiSettings.DEFAULTS.withAccessLogs(AccessLogs.ON_WITH_ACCOUNT_ROLE));
  }

  private static StreambedProps origins(int count) {
    return quiet()
        .allowedOrigins(
            IntStream.range(0, count)
                .mapToObj("https://customer-%03d.apps.example.com"::formatted)
                .toArray(String[]::new))
        .build();
  }

  private static List<String> warnings(String region, StreambedProps props) {
    return annotations("aws:cdk:warning", region, props);
  }

  private static List<String> errors(String region, StreambedProps props) {
    return annotations("aws:cdk:error", region, props);
  }

  private static List<String> annotations(String type, String region, StreambedProps props) {
    var stack = stack(region);
    new Streambed(stack, "Streambed", props);
    return annotations(type, stack);
  }

  private static List<String> annotations(String type, Stack stack) {
    var assembly = Path.of(((App) stack.getNode().getRoot()).synth().getDirectory());
    return Template.metadata(assembly, "Sample").properties().stream()
        .flatMap(construct -> Resource.elements(construct.getValue()).stream())
        .filter(entry -> entry.path("type").textValue().equals(type))
        .map(entry -> entry.path("data").textValue())
        .toList();
  }

  private static Stack stack(String region) {
    var environment = Environment.builder().account("123456789012").region(region).build();
    return new Stack(new App(), "Sample", StackProps.builder().env(environment).build());
  }
}
