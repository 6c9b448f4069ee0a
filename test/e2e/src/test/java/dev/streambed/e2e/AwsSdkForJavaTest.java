package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeBaseClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// The unmodified AWS SDK for Java, with an API key as its bearer token.
@ExtendWith(ProductExtension.class)
class AwsSdkForJavaTest {

  private static final String CLAUDE = "global.anthropic.claude-haiku-5-5";
  private static final String NOVA = "amazon.nova-micro-v1:0";
  private static final String WRONG_KEY = "sb_" + "x".repeat(43);

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void converses(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeClient client = client(product, frontDoor, key(product))) {
      for (String model : List.of(CLAUDE, NOVA)) {
        ConverseResponse answer =
            client.converse(request ->
                request
                    .modelId(model)
                    .system(SystemContentBlock.fromText("Be brief."))
                    .messages(user("text=\"one two\" pieces=2")));
        assertThat(answer.output().message().content().getFirst().text()).isEqualTo("one two");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().outputTokens()).isEqualTo(2);
        assertThat(answer.usage().totalTokens()).isEqualTo(answer.usage().inputTokens() + 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void streamsAConversation(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeAsyncClient client = asyncClient(product, frontDoor, key(product))) {
      Streamed answer = stream(client, "text=\"one two\" pieces=2 cacheRead=700");
      assertThat(String.join("", answer.texts)).isEqualTo("one two");
      assertThat(answer.usages.getFirst().outputTokens()).isEqualTo(2);
      assertThat(answer.usages.getFirst().cacheReadInputTokens()).isEqualTo(700);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void callsAToolInTwoTurns(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeClient client = client(product, frontDoor, key(product))) {
      Message question = user("tool=weather input='{\"city\": \"Bonn\"}'");
      ConverseResponse first =
          client.converse(request ->
              request.modelId(CLAUDE).messages(question).toolConfig(AwsSdkForJavaTest::weather));
      assertThat(first.stopReason()).isEqualTo(StopReason.TOOL_USE);
      ToolUseBlock call = first.output().message().content().getLast().toolUse();
      assertThat(call.input()).isEqualTo(Document.mapBuilder().putString("city", "Bonn").build());
      ContentBlock result =
          ContentBlock.builder()
              .toolResult(block ->
                  block
                      .toolUseId(call.toolUseId())
                      .content(ToolResultContentBlock.fromText("sunny")))
              .build();
      ConverseResponse second =
          client.converse(request ->
              request
                  .modelId(CLAUDE)
                  .messages(question, first.output().message(), message(result))
                  .toolConfig(AwsSdkForJavaTest::weather));
      assertThat(second.output().message().content().getFirst().text()).contains("sunny");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void invokesAModelInItsOwnFormat(FrontDoor frontDoor, Product product) {
    SdkBytes body =
        SdkBytes.fromUtf8String(
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":50,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"[[bedrock text=one pieces=1"
                + " rate=max first=0ms]]\"}]}");
    try (BedrockRuntimeClient client = client(product, frontDoor, key(product));
        BedrockRuntimeAsyncClient asyncClient = asyncClient(product, frontDoor, key(product))) {
      assertThat(
              client
                  .invokeModel(request -> request.modelId(CLAUDE).body(body))
                  .body()
                  .asUtf8String())
          .contains("\"text\":\"one\"");
      List<String> events = new CopyOnWriteArrayList<>();
      asyncClient
          .invokeModelWithResponseStream(
              request -> request.modelId(CLAUDE).body(body),
              InvokeModelWithResponseStreamResponseHandler.builder()
                  .subscriber(
                      InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                          .onChunk(chunk -> events.add(chunk.bytes().asUtf8String()))
                          .build())
                  .build())
          .join();
      assertThat(events.getFirst()).contains("message_start");
      assertThat(String.join("", events)).contains("\"text\":\"one\"");
      assertThat(events.getLast()).contains("message_stop");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void countsThePromptsTokens(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeClient client = client(product, frontDoor, key(product))) {
      Message question = user("pieces=1");
      int counted =
          client
              .countTokens(request ->
                  request
                      .modelId(CLAUDE)
                      .input(input -> input.converse(converse -> converse.messages(question))))
              .inputTokens();
      ConverseResponse answer =
          client.converse(request -> request.modelId(CLAUDE).messages(question));
      assertThat(counted).isEqualTo(answer.usage().inputTokens());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void throwsTypedRefusals(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeClient wrong = client(product, frontDoor, WRONG_KEY);
        BedrockRuntimeClient client = client(product, frontDoor, key(product))) {
      assertThatThrownBy(() -> converse(wrong, CLAUDE)).isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> converse(client, "no.such-model"))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("no.such-model");
      assertThatThrownBy(() -> client.converse(request -> request.modelId(CLAUDE)))
          .isInstanceOf(ValidationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void throwsThrottlingAtALimit(FrontDoor frontDoor, Product product) {
    String key = product.newCaller("{\"limits\":{\"requestsPerDay\":1}}").apiKey();
    try (BedrockRuntimeClient client = client(product, frontDoor, key)) {
      converse(client, CLAUDE);
      ThrottlingException refused =
          catchThrowableOfType(ThrottlingException.class, () -> converse(client, CLAUDE));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.isThrottlingException()).isTrue();
      assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("retry-after"))
          .get()
          .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_URL", "REST_STREAM"})
  void throwsWhatEndsAStream(FrontDoor frontDoor, Product product) {
    try (BedrockRuntimeAsyncClient client = asyncClient(product, frontDoor, key(product))) {
      assertThatThrownBy(() -> stream(client, "pieces=9 exception=modelStreamErrorException@4"))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(ModelStreamErrorException.class);
      assertThatThrownBy(() -> stream(client, "pieces=50 cut=1500"))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(InternalServerException.class);
    }
  }

  /// A streamed answer.
  private record Streamed(List<String> texts, List<TokenUsage> usages) {}

  private static Streamed stream(BedrockRuntimeAsyncClient client, String directive) {
    Streamed streamed = new Streamed(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    ConverseStreamRequest question =
        ConverseStreamRequest.builder().modelId(CLAUDE).messages(user(directive)).build();
    client
        .converseStream(
            question,
            ConverseStreamResponseHandler.builder()
                .subscriber(
                    ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(event -> streamed.texts.add(event.delta().text()))
                        .onMetadata(event -> streamed.usages.add(event.usage()))
                        .build())
                .build())
        .join();
    return streamed;
  }

  private static ConverseResponse converse(BedrockRuntimeClient client, String model) {
    return client.converse(request -> request.modelId(model).messages(user("pieces=1")));
  }

  private static Message user(String directive) {
    return message(ContentBlock.fromText("Hello [[bedrock rate=max first=0ms " + directive + "]]"));
  }

  private static Message message(ContentBlock block) {
    return Message.builder().role(ConversationRole.USER).content(block).build();
  }

  private static void weather(ToolConfiguration.Builder tools) {
    Document schema =
        Document.mapBuilder()
            .putString("type", "object")
            .putMap(
                "properties",
                properties -> properties.putMap("city", city -> city.putString("type", "string")))
            .build();
    ToolSpecification weather =
        ToolSpecification.builder()
            .name("weather")
            .inputSchema(ToolInputSchema.fromJson(schema))
            .build();
    tools.tools(Tool.fromToolSpec(weather));
  }

  private static String key(Product product) {
    return product.caller().apiKey();
  }

  private static BedrockRuntimeClient client(Product product, FrontDoor frontDoor, String key) {
    return configured(BedrockRuntimeClient.builder(), product.baseUri(frontDoor), key)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static BedrockRuntimeAsyncClient asyncClient(
      Product product, FrontDoor frontDoor, String key) {
    return configured(BedrockRuntimeAsyncClient.builder(), product.baseUri(frontDoor), key)
        // For Bedrock it speaks only HTTP/2 by default, which Function URLs and REST APIs do not.
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
        .build();
  }

  private static <B extends BedrockRuntimeBaseClientBuilder<B, C> & AwsClientBuilder<B, C>, C>
      B configured(B builder, URI endpoint, String key) {
    return builder
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .tokenProvider(StaticTokenProvider.create(() -> key))
        .authSchemeProvider(
            BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")))
        .overrideConfiguration(
            options -> options.retryStrategy(strategy -> strategy.maxAttempts(1)));
  }
}
