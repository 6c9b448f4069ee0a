package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointType;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// The AWS SDK converses about more than text: reasoning, citations, caches, stop reasons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConverseContentTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  private BedrockEndpoint bedrock;
  private SdkClients sdkClients;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    sdkClients = SdkClients.to(bedrock.uri());
  }

  @AfterAll
  void stop() {
    sdkClients.close();
    bedrock.close();
  }

  @Test
  void reasonsAndSignsIt() {
    String prompt = "Hi [[bedrock reasoning=\"a b\" text=c]]";
    ConverseAnswer answer = streamed(prompt);
    ContentBlock reasoning = whole(prompt).output().message().content().getFirst();

    assertThat(answer.deltas().get(0).reasoningContent().text()).isEqualTo("a");
    assertThat(answer.deltas().get(1).reasoningContent().text()).isEqualTo(" b");
    assertThat(answer.deltas().get(2).reasoningContent().signature()).isNotEmpty();
    assertThat(answer.text()).isEqualTo("c");
    assertThat(reasoning.reasoningContent().reasoningText().text()).isEqualTo("a b");
    assertThat(reasoning.reasoningContent().reasoningText().signature()).isNotEmpty();
  }

  @Test
  void hidesItsReasoning() {
    ConverseAnswer answer = streamed("Hi [[bedrock redacted]]");
    ContentBlock reasoning =
        whole("Hi [[bedrock redacted]]").output().message().content().getFirst();

    assertThat(answer.deltas().getFirst().reasoningContent().redactedContent()).isNotNull();
    assertThat(reasoning.reasoningContent().redactedContent()).isNotNull();
  }

  @Test
  void citesASource() {
    String prompt = "Hi [[bedrock citations text=\"a b\"]]";
    ConverseAnswer streamed = streamed(prompt);
    CitationsContentBlock cited =
        whole(prompt).output().message().content().getFirst().citationsContent();

    assertThat(cited.content().getFirst().text()).isEqualTo("a b");
    assertThat(cited.citations().getFirst().location().documentChar().documentIndex()).isZero();
    assertThat(streamed.text()).isEqualTo("a b");
    assertThat(streamed.deltas().getLast().citation().title())
        .isEqualTo(cited.citations().getFirst().title());
  }

  @Test
  void reportsWhatTheCacheHandled() {
    String prompt = "Hi [[bedrock cacheRead=700 cacheWrite=20 cacheWrite1h=3 text=a]]";
    TokenUsage whole = whole(prompt).usage();
    TokenUsage streamed = streamed(prompt).metadata().getFirst().usage();

    assertThat(streamed).isEqualTo(whole);
    assertThat(whole.cacheReadInputTokens()).isEqualTo(700);
    assertThat(whole.cacheWriteInputTokens()).isEqualTo(23);
    assertThat(whole.totalTokens()).isEqualTo(whole.inputTokens() + 1 + 723);
    assertThat(whole.cacheDetails())
        .extracting(detail -> detail.ttl(), detail -> detail.inputTokens())
        .containsExactly(tuple(CacheTTL.VALUE_5_M, 20), tuple(CacheTTL.VALUE_1_H, 3));
  }

  @Test
  void cachesWhatTheRequestMarks() {
    TokenUsage first = cached("Hi").usage();
    TokenUsage second = cached("Ho").usage();

    assertThat(first.cacheWriteInputTokens()).isEqualTo(2000);
    assertThat(first.cacheReadInputTokens()).isZero();
    assertThat(second.cacheReadInputTokens()).isEqualTo(2000);
    assertThat(second.cacheWriteInputTokens()).isZero();
    assertThat(second.totalTokens()).isEqualTo(first.totalTokens());
    assertThat(second.inputTokens()).isEqualTo(first.inputTokens()).isLessThan(100);
  }

  private ConverseResponse cached(String prompt) {
    return sdkClients
        .client()
        .converse(request ->
            request
                .modelId(CLAUDE)
                .system(
                    SystemContentBlock.fromText("a".repeat(8000)),
                    SystemContentBlock.fromCachePoint(point -> point.type(CachePointType.DEFAULT)))
                .messages(user(prompt + " [[bedrock text=a]]")))
        .join();
  }

  @ParameterizedTest
  @CsvSource({"max_tokens", "stop_sequence", "content_filtered", "model_context_window_exceeded"})
  void stopsForTheRequestedReason(String reason) {
    String prompt = "Hi [[bedrock stop=" + reason + "]]";
    assertThat(whole(prompt).stopReasonAsString()).isEqualTo(reason);
    assertThat(streamed(prompt).stopReasons()).containsExactly(StopReason.fromValue(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool               | tool needs a name, such as tool=weather, because the request offers no tools",
        "tools=0            | tools needs a whole number from 1 to 100, but was given 0",
        "tool=a input=[1]   | input needs a JSON object in single quotes",
        "input='{}'         | input needs the word tool or tools beside it",
        "stop=tired         | stop needs one of end_turn, tool_use, max_tokens",
        "cacheRead=-1       | cacheRead needs a whole number from 0 to 100000000, but was given -1",
        "redacted=yes       | redacted takes no value, but was given yes",
      },
      quoteCharacter = '`')
  void saysWhatIsWrongInADirective(String words, String message) {
    assertThatThrownBy(() -> whole("[[bedrock " + words + "]]"))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(message);
  }

  private ConverseResponse whole(String prompt) {
    return sdkClients
        .client()
        .converse(request -> request.modelId(CLAUDE).messages(user(prompt)))
        .join();
  }

  private ConverseAnswer streamed(String prompt) {
    return ConverseAnswer.of(sdkClients, request -> request.modelId(CLAUDE).messages(user(prompt)));
  }

  private static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }
}
