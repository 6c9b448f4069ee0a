package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// The AWS SDK converses about more than text: tools, reasoning, caches, stop reasons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConverseContentTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final ToolConfiguration TOOLS =
      ToolConfiguration.builder().tools(tool("depth", "river"), tool("tide", "harbour")).build();

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
  void callsTheFirstTool() {
    ConverseResponse response = whole("Deep? [[bedrock tool]]", TOOLS);

    ToolUseBlock call = response.output().message().content().getFirst().toolUse();
    assertThat(call.name()).isEqualTo("depth");
    assertThat(call.toolUseId()).startsWith("tooluse_");
    assertThat(call.input().asMap()).containsOnlyKeys("river");
    assertThat(response.stopReason()).isEqualTo(StopReason.TOOL_USE);
  }

  @Test
  void streamsTheInputOfAToolInSeveralParts() {
    ConverseAnswer answer =
        streamed("Go [[bedrock tool=tide input='{\"harbour\": \"Hamburg\"}']]", TOOLS);

    assertThat(answer.tools()).containsExactly("tide");
    assertThat(answer.inputs()).hasSizeGreaterThan(3);
    assertThat(String.join("", answer.inputs())).isEqualTo("{\"harbour\": \"Hamburg\"}");
    assertThat(answer.stopReasons()).containsExactly(StopReason.TOOL_USE);
    assertThat(answer.metadata().getFirst().usage().outputTokens())
        .isEqualTo(answer.inputs().size());
  }

  @Test
  void callsSeveralToolsAfterSomeText() {
    ConverseAnswer answer = streamed("[[bedrock tools=3 text=\"Let me look.\"]]", TOOLS);

    assertThat(answer.text()).isEqualTo("Let me look.");
    assertThat(answer.tools()).containsExactly("depth", "tide", "depth");
  }

  @Test
  void endsTheLoopWhenItHasTheResult() {
    Message question = user("Deep? [[bedrock tool]]");
    Message call =
        sdkClients
            .client()
            .converse(request -> request.modelId(CLAUDE).messages(question).toolConfig(TOOLS))
            .join()
            .output()
            .message();
    String id = call.content().getFirst().toolUse().toolUseId();
    Message result =
        Message.builder()
            .role(ConversationRole.USER)
            .content(
                ContentBlock.fromToolResult(tool ->
                    tool.toolUseId(id).content(ToolResultContentBlock.fromText("five metres"))))
            .build();

    ConverseResponse response =
        sdkClients
            .client()
            .converse(request ->
                request.modelId(CLAUDE).messages(question, call, result).toolConfig(TOOLS))
            .join();

    assertThat(text(response)).contains("five metres");
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void callsTheToolThatIsForced() {
    ToolChoice any = ToolChoice.fromAny(choice -> {});
    ToolChoice tide = ToolChoice.fromTool(choice -> choice.name("tide"));

    assertThat(streamed("Hello", TOOLS.toBuilder().toolChoice(any).build()).tools())
        .containsExactly("depth");
    assertThat(streamed("Hello", TOOLS.toBuilder().toolChoice(tide).build()).tools())
        .containsExactly("tide");
  }

  @Test
  void answersInTheRequestedFormat() {
    String schema =
        """
        {"type": "object", "required": ["river", "depth"], "properties": {
          "river": {"enum": ["Rhine", "Elbe"]}, "depth": {"type": "number", "minimum": 3}}}
        """;
    ConverseResponse response =
        sdkClients
            .client()
            .converse(request ->
                request
                    .modelId(CLAUDE)
                    .messages(user("Which?"))
                    .outputConfig(output ->
                        output.textFormat(format ->
                            format
                                .type("json_schema")
                                .structure(structure ->
                                    structure.jsonSchema(json -> json.schema(schema))))))
            .join();

    assertThat(text(response)).isEqualTo("{\"river\":\"Rhine\",\"depth\":3}");
  }

  @Test
  void reasonsAndSignsIt() {
    String prompt = "Hi [[bedrock reasoning=\"a b\" text=c]]";
    ConverseAnswer answer = streamed(prompt, null);
    ContentBlock reasoning = whole(prompt, null).output().message().content().getFirst();

    assertThat(answer.deltas().get(0).reasoningContent().text()).isEqualTo("a");
    assertThat(answer.deltas().get(1).reasoningContent().text()).isEqualTo(" b");
    assertThat(answer.deltas().get(2).reasoningContent().signature()).isNotEmpty();
    assertThat(answer.text()).isEqualTo("c");
    assertThat(reasoning.reasoningContent().reasoningText().text()).isEqualTo("a b");
    assertThat(reasoning.reasoningContent().reasoningText().signature()).isNotEmpty();
  }

  @Test
  void hidesItsReasoning() {
    ConverseAnswer answer = streamed("Hi [[bedrock redacted]]", null);
    ContentBlock reasoning =
        whole("Hi [[bedrock redacted]]", null).output().message().content().getFirst();

    assertThat(answer.deltas().getFirst().reasoningContent().redactedContent()).isNotNull();
    assertThat(reasoning.reasoningContent().redactedContent()).isNotNull();
  }

  @Test
  void citesASource() {
    String prompt = "Hi [[bedrock citations text=\"a b\"]]";
    ConverseAnswer streamed = streamed(prompt, null);
    CitationsContentBlock cited =
        whole(prompt, null).output().message().content().getFirst().citationsContent();

    assertThat(cited.content().getFirst().text()).isEqualTo("a b");
    assertThat(cited.citations().getFirst().location().documentChar().documentIndex()).isZero();
    assertThat(streamed.text()).isEqualTo("a b");
    assertThat(streamed.deltas().getLast().citation().title())
        .isEqualTo(cited.citations().getFirst().title());
  }

  @Test
  void reportsWhatTheCacheHandled() {
    String prompt = "Hi [[bedrock cacheRead=700 cacheWrite=20 cacheWrite1h=3 text=a]]";
    TokenUsage whole = whole(prompt, null).usage();
    TokenUsage streamed = streamed(prompt, null).metadata().getFirst().usage();

    assertThat(streamed).isEqualTo(whole);
    assertThat(whole.cacheReadInputTokens()).isEqualTo(700);
    assertThat(whole.cacheWriteInputTokens()).isEqualTo(23);
    assertThat(whole.totalTokens()).isEqualTo(whole.inputTokens() + 1 + 723);
    assertThat(whole.cacheDetails())
        .extracting(detail -> detail.ttl(), detail -> detail.inputTokens())
        .containsExactly(tuple(CacheTTL.VALUE_5_M, 20), tuple(CacheTTL.VALUE_1_H, 3));
  }

  @ParameterizedTest
  @CsvSource({"max_tokens", "stop_sequence", "content_filtered", "model_context_window_exceeded"})
  void stopsForTheRequestedReason(String reason) {
    String prompt = "Hi [[bedrock stop=" + reason + "]]";
    assertThat(whole(prompt, null).stopReasonAsString()).isEqualTo(reason);
    assertThat(streamed(prompt, null).stopReasons()).containsExactly(StopReason.fromValue(reason));
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
    assertThatThrownBy(() -> whole("[[bedrock " + words + "]]", null))
        .cause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(message);
  }

  private ConverseResponse whole(String prompt, @Nullable ToolConfiguration tools) {
    return sdkClients
        .client()
        .converse(request -> request.modelId(CLAUDE).messages(user(prompt)).toolConfig(tools))
        .join();
  }

  private ConverseAnswer streamed(String prompt, @Nullable ToolConfiguration tools) {
    return ConverseAnswer.of(
        sdkClients, request -> request.modelId(CLAUDE).messages(user(prompt)).toolConfig(tools));
  }

  private static String text(ConverseResponse response) {
    List<ContentBlock> content = response.output().message().content();
    return Objects.requireNonNull(content.getFirst().text());
  }

  private static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }

  private static Tool tool(String name, String property) {
    Document schema =
        Document.mapBuilder()
            .putString("type", "object")
            .putDocument(
                "properties",
                Document.mapBuilder()
                    .putDocument(
                        property, Document.mapBuilder().putString("type", "string").build())
                    .build())
            .build();
    return Tool.fromToolSpec(spec -> spec.name(name).inputSchema(input -> input.json(schema)));
  }
}
