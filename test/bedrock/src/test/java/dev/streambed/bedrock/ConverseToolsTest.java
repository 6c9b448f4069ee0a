package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

/// The AWS SDK converses with tools, and in a format of its choice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConverseToolsTest {

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

  private ConverseResponse whole(String prompt, ToolConfiguration tools) {
    return sdkClients
        .client()
        .converse(request -> request.modelId(CLAUDE).messages(user(prompt)).toolConfig(tools))
        .join();
  }

  private ConverseAnswer streamed(String prompt, ToolConfiguration tools) {
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
