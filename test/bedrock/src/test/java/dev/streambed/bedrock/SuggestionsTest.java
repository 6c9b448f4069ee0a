package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The answers to what the chat page suggests to ask.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuggestionsTest {

  private static final Path PAGE = Path.of("../../client-js/demo/index.html");
  private static final Pattern SUGGESTION =
      Pattern.compile("<li>\\s*<button type=\"button\">([^<]+)</button>\\s*</li>");

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
  void answersEachOfThePagesSuggestionsInMarkdown() throws IOException {
    assumeTrue(Files.exists(PAGE), "needs the chat page");
    List<String> suggestions =
        SUGGESTION
            .matcher(Files.readString(PAGE))
            .results()
            .map(suggestion -> suggestion.group(1))
            .toList();

    assertThat(suggestions).isNotEmpty();
    for (SampleRequest sampleRequest : SampleRequest.ALL) {
      assertThat(suggestions)
          .allSatisfy(question ->
              assertThat(answer(sampleRequest, question)).startsWith("#").contains("\n\n"));
    }
  }

  @Test
  void showsCodeATableAndEmphasis() {
    SampleRequest nova = SampleRequest.of("us.amazon.nova-micro-v1:0");
    assertThat(answer(nova, "Explain what a stream is, with code")).contains("```js\n", "\n1. ");
    assertThat(answer(nova, "Compare server-sent events and WebSockets")).contains("|---|", "\n- ");
    assertThat(answer(nova, "Write a short poem about a river at night")).contains("*One window");
  }

  @Test
  void streamsWhatItWouldAnswerWhole() {
    SampleRequest nova = SampleRequest.of("us.amazon.nova-micro-v1:0");
    String question = "Explain what a stream is";
    StringBuilder streamed = new StringBuilder();
    for (JsonNode document : sdkClients.stream(nova.modelId(), nova.asking(question, 10_000))) {
      streamed.append(nova.pieceOf(document));
    }
    assertThat(streamed.toString()).isEqualTo(answer(nova, question));
  }

  private String answer(SampleRequest sampleRequest, String question) {
    byte[] body = sampleRequest.asking(question, 4_000);
    return sampleRequest.textOf(
        SdkClients.json(sdkClients.invoke(sampleRequest.modelId(), body).body()));
  }
}
