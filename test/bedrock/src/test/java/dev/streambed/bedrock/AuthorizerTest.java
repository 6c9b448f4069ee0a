package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.Authorizer.Decision;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.bedrock.signature.SecretKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/// Who may ask: signatures and policies.
class AuthorizerTest {

  private static final String DENIED_MODEL = "amazon.nova-pro-v1:0";
  private static final String USER = "arn:aws:sts::000000000000:assumed-role/Gateway/function";

  /// What the authorizer was asked.
  private record ValidRequest(String accessKeyId, String action, List<String> resourceArns) {}

  private final List<String> guardrails = Collections.synchronizedList(new ArrayList<>());
  private final List<ValidRequest> questions = Collections.synchronizedList(new ArrayList<>());
  private BedrockEndpoint bedrock;

  @BeforeEach
  void start() throws IOException {
    bedrock =
        BedrockEndpoint.start(
            BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE))
                .withAccessKeys(SecretKeys.of(Map.of(SdkClients.ACCESS_KEY_ID, SdkClients.SECRET)))
                .withAuthorizer(this::decide));
  }

  @AfterEach
  void stop() {
    bedrock.close();
  }

  @Test
  void asksForTheActionAndEveryResource() {
    try (SdkClients sdkClients = SdkClients.to(bedrock.uri())) {
      sdkClients.invoke("amazon.nova-lite-v1:0", UnsignedClient.novaBytes("a"));
      sdkClients.stream("us.amazon.nova-lite-v1:0", UnsignedClient.novaBytes("a"));
    }
    String model = "::foundation-model/amazon.nova-lite-v1:0";
    assertThat(questions)
        .containsExactly(
            new ValidRequest(
                SdkClients.ACCESS_KEY_ID,
                "bedrock:InvokeModel",
                List.of("arn:aws:bedrock:us-east-1" + model)),
            new ValidRequest(
                SdkClients.ACCESS_KEY_ID,
                "bedrock:InvokeModelWithResponseStream",
                List.of(
                    "arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-lite-v1:0",
                    "arn:aws:bedrock:us-east-1" + model,
                    "arn:aws:bedrock:us-east-2" + model,
                    "arn:aws:bedrock:us-west-2" + model)));
  }

  @Test
  void asksForTheGuardrailThatTheRequestNames() {
    try (SdkClients sdkClients = SdkClients.to(bedrock.uri())) {
      sdkClients.stream(
          "amazon.nova-lite-v1:0",
          UnsignedClient.novaBytes("a"),
          request -> request.guardrailIdentifier("gr1").guardrailVersion("2"));
      sdkClients
          .client()
          .converse(request ->
              request
                  .modelId("amazon.nova-lite-v1:0")
                  .messages(
                      Message.builder().role("user").content(ContentBlock.fromText("a")).build())
                  .guardrailConfig(
                      config -> config.guardrailIdentifier("gr1").guardrailVersion("DRAFT")))
          .join();
    }
    String guardrail = "arn:aws:bedrock:us-east-1:000000000000:guardrail/gr1";
    assertThat(guardrails).containsExactly(guardrail + ":2", guardrail);
    assertThat(questions)
        .filteredOn(question -> question.action().equals("bedrock:ApplyGuardrail"))
        .extracting(ValidRequest::resourceArns)
        .containsExactly(List.of(guardrail), List.of(guardrail));
  }

  @Test
  void refusesInAwsWordsWhatThePolicyDoesNotAllow() {
    try (SdkClients sdkClients = SdkClients.to(bedrock.uri())) {
      assertThatThrownBy(() -> sdkClients.stream(DENIED_MODEL, UnsignedClient.novaBytes("a")))
          .cause()
          .isInstanceOfSatisfying(
              AccessDeniedException.class,
              denied -> {
                assertThat(denied.statusCode()).isEqualTo(403);
                assertThat(denied.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "User: "
                            + USER
                            + " is not authorized to perform: bedrock:InvokeModelWithResponseStream on"
                            + " resource: arn:aws:bedrock:us-east-1::foundation-model/"
                            + DENIED_MODEL
                            + " because no identity-based policy allows it");
              });
    }
  }

  @Test
  void refusesAWrongSecretBeforeAnybodyIsAsked() {
    try (SdkClients sdkClients = SdkClients.to(bedrock.uri(), "another secret")) {
      assertThatThrownBy(
              () -> sdkClients.invoke("amazon.nova-lite-v1:0", UnsignedClient.novaBytes("a")))
          .cause()
          .isInstanceOfSatisfying(
              BedrockRuntimeException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidSignatureException");
              });
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void refusesARequestThatNobodySigned() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(bedrock.uri().resolve("/model/a/invoke"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("MissingAuthenticationTokenException:");
    assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
  }

  @Test
  void answersWithoutDetailsWhenTheAuthorizerItselfFails() throws Exception {
    Authorizer broken =
        (_, _, _, _) -> {
          throw new IllegalStateException("a detail");
        };
    BedrockOptions options = BedrockOptions.scripted().withAuthorizer(broken);
    try (BedrockEndpoint failing = BedrockEndpoint.start(options)) {
      HttpResponse<byte[]> response = UnsignedClient.to(failing).novaWhole("a");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith("InternalServerException:");
      assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("a detail");
    }
  }

  private Decision decide(
      String accessKeyId, String action, List<String> resourceArns, Optional<String> guardrail) {
    guardrail.ifPresent(guardrails::add);
    questions.add(new ValidRequest(accessKeyId, action, resourceArns));
    return resourceArns.stream()
        .filter(arn -> arn.endsWith(DENIED_MODEL))
        .findFirst()
        .<Decision>map(
            arn -> new Decision.Denied(USER, arn, "because no identity-based policy allows it"))
        .orElseGet(Decision.Allowed::new);
  }
}
