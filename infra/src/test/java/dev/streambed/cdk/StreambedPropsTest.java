package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreambedPropsTest {
  private static final String MINE = "arn:aws:bedrock:eu-west-1:123456789012:";
  private static final StreambedPropsBuilder PROPS = SampleProps.least().toBuilder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nova",
        "amazon.nova*",
        "anthropic.*",
        "*",
        "amazon.nova-lite-v1:0 ",
        "amazon.nova-lite-v1:0/*",
        "amazon.${AWS::Region}",
        "Amazon.nova-lite-v1:0",
        "eu.*",
        "global.*",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.*",
        "arn:aws:bedrock:eu-west-1:123456789012:foundation-model/amazon.nova-lite-v1:0",
        "arn:aws:bedrock:eu-west-1::provisioned-model/abc",
        "arn:aws:bedrock:*:123456789012:provisioned-model/abc",
        "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/",
        "arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc",
        "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/abc",
      })
  void whatIsNoModelIdIsRefusedByName(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.of(id))
        .withMessageContaining("\"" + id + "\" is not ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amazon.titan-text-express-v1:0:8k",
        "zai.glm-4.7",
        "ai21.j2-mid-v1",
        "minimax.minimax-m2.1",
        "global.anthropic.claude-sonnet-5",
        "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "apac.amazon.nova-lite-v1:0",
        "jp.anthropic.claude-haiku-4-5-20251001-v1:0",
        "in.anthropic.claude-haiku-5-5",
        "xai.grok-4.6",
      })
  void everyShapeOfModelIdIsTaken(String id) {
    assertThatNoException().isThrownBy(() -> BedrockModel.of(id));
  }

  @ParameterizedTest
  @CsvSource({
    "a b, amazon.nova-lite-v1:0, a name has the characters",
    "cl*ude, amazon.nova-lite-v1:0, a name has the characters",
    "claude, amazon.nova-pro-v1:0, choose the model among models: amazon.nova-pro-v1:0",
    "amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, this is a chosen model's id",
  })
  void anAliasNamesAChosenModel(String name, String model, String reason) {
    var props = StreambedProps.builder().models(BedrockModel.of("amazon.nova-lite-v1:0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> props.modelAliases(Map.of(name, ModelAlias.of(model))).build())
        .withMessageStartingWith("modelAliases: ")
        .withMessageContaining(reason);
  }

  @Test
  void anAliasNamesEachOfItsModelsOnce() {
    var alias = ModelAlias.of("a.b").orElse("a.b", "us-west-2").orElse("c.d");
    assertThat(alias.write()).isEqualTo("a.b|a.b@us-west-2|c.d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alias.orElse("c.d"))
        .withMessageContaining("the same model twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alias.orElse("e.f").orElse("g.h").orElse("i.j"))
        .withMessageContaining("modelAliases: models of one name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelAlias.of("a.b").orElse("a.b", "Oregon"))
        .withMessageContaining("a region such as");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            ModelAlias.of(
                "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123", "us-west-2"))
        .withMessageContaining("an ARN is called in its own Region");
  }

  @Test
  void thePrefixTellsTheKind() {
    assertThat(BedrockModel.of("eu.amazon.nova-lite-v1:0")).isInstanceOf(GeographicProfile.class);
    assertThat(BedrockModel.of("us-gov.amazon.nova-lite-v1:0"))
        .isInstanceOf(GeographicProfile.class);
    assertThat(BedrockModel.of("global.amazon.nova-2-lite-v1:0")).isInstanceOf(GlobalProfile.class);
    assertThat(BedrockModel.of("zai.glm-4.7")).isInstanceOf(FoundationModel.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application-inference-profile/abc, applicationProfile with foundationModel",
    "prompt-router/abc, promptRouter with models",
    "default-prompt-router/anthropic.claude:1, promptRouter with models",
    "custom-model/amazon.nova-lite-v1:0, invoke it by its deployment",
  })
  void anArnThatDoesNotSayEnoughIsRefusedWithTheRemedy(String resource, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.of(MINE + resource))
        .withMessageStartingWith("\"" + MINE + resource + "\" is not enough: ")
        .withMessageContaining(remedy);
  }

  @Test
  void aPromptRouterChoosesFromModels() {
    var router = BedrockModel.promptRouter(MINE + "prompt-router/abc", BedrockModel.of("a.b"));
    assertThat(router.modelId()).isEqualTo(MINE + "prompt-router/abc");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.promptRouter(MINE + "prompt-router/abc"))
        .withMessageContaining("name the models");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.promptRouter(MINE + "prompt-router/abc", router))
        .withMessageContaining("not from routers");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> BedrockModel.promptRouter(MINE + "imported-model/abc", BedrockModel.of("a.b")))
        .withMessageContaining("is not the ARN of a prompt-router");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc123",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/*",
        "arn:aws:bedrock:*:123456789012:application-inference-profile/abc",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
      })
  void anApplicationProfileIsAWholeArn(String arn) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.applicationProfile(arn, "amazon.nova-lite-v1:0"))
        .withMessageContaining(arn);
  }

  @Test
  void destinationRegionsAreRegions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.of("eu.amazon.nova-lite-v1:0", "eu-*"))
        .withMessage("\"eu-*\" is not a region such as eu-west-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BedrockModel.of("eu.amazon.nova-lite-v1:0", new String[0]))
        .withMessage("destinationRegions: name at least one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example.com",
        "https://app.example.com/",
        "https://app.example.com/chat",
        "https://*.example.com",
        "ftp://app.example.com",
        "https://App.example.com",
        "https://app.example.com:443",
        "http://localhost:80",
        "https://app.example.com:70000",
        "https://app..example.com",
        "https://app.example.com:",
        "",
        "null",
      })
  void whatIsNoOriginIsRefusedWithTheRightShape(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PROPS.allowedOrigins(origin).build())
        .withMessageStartingWith("allowedOrigins: \"" + origin + "\" is not an origin")
        .withMessageContaining("https://app.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "http://localhost:3000", "https://[::1]:8443", "https://a.example"})
  void originsOfEveryKindAreTaken(String origin) {
    assertThatNoException().isThrownBy(() -> PROPS.allowedOrigins(origin).build());
  }

  @Test
  void anyOriginStandsAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PROPS.allowedOrigins("*", SampleProps.ORIGIN).build())
        .withMessageStartingWith("allowedOrigins: * stands alone");
  }

  @Test
  void oneModelAndOneFrontDoorAreTheLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreambedProps.builder().build())
        .withMessage("models: choose at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleProps.least().toBuilder().frontDoors(new FrontDoor[0]).build())
        .withMessage("frontDoors: choose at least one");
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    var function = FunctionSettings.DEFAULTS;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> function.withMemoryMebibytes(128))
        .withMessage("memoryMebibytes is between 256 and 10240: 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> function.withTimeout(Duration.ofMinutes(16)))
        .withMessage("timeout in seconds is between 30 and 900: 960");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> function.withDrain(Duration.ofMinutes(15)))
        .withMessage("drain in seconds is between 0 and 840: 900");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> function.withDrain(Duration.ofMillis(-1)))
        .withMessage("drain in seconds is between 0 and 840: -1");
    assertThatNoException().isThrownBy(() -> function.withDrain(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> function.withReservedConcurrency(0))
        .withMessageStartingWith("reservedConcurrency is between 1 and");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DefaultLimits.OF_THE_FUNCTION.withRequestsPerDay(0))
        .withMessageStartingWith("requestsPerDay is between 1 and");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestApiSettings.DEFAULTS.withThrottle(0, 10))
        .withMessageStartingWith("requestsPerSecond is between 1 and");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketSettings.DEFAULTS.withThrottle(0, 10))
        .withMessageStartingWith("messagesPerSecond is between 1 and");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketSettings.DEFAULTS.withThrottle(10, 0))
        .withMessageStartingWith("burst is between 1 and");
  }
}
