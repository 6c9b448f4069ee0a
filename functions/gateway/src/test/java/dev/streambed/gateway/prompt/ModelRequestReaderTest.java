package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRequestReaderTest {

  @Test
  void takesOurMembersOut() {
    ModelRequest modelRequest =
        ask(
            """
            {"modelId": "amazon.nova-lite-v1:0", "stream": true,
             "messages": [{"role": "user"}], "stream_options": {"include_usage": true, "x": 1}}\
            """);
    assertThat(modelRequest.model().value()).isEqualTo("amazon.nova-lite-v1:0");
    assertThat(modelRequest.streamed()).isTrue();
    assertThat(modelRequest.includeUsage()).isTrue();
    assertThat(text(modelRequest.body())).isEqualTo("{\"messages\": [{\"role\": \"user\"}]}");
  }

  @Test
  void takesTheModelByEitherName() {
    assertThat(ask("{\"model\":\"m\"}").model().value()).isEqualTo("m");
    assertThat(ask("{\"model\":\"m\",\"modelId\":\"m\"}").model().value()).isEqualTo("m");
    assertThat(text(ask("{\"model\":\"m\",\"modelId\":\"m\"}").body())).isEqualTo("{}");
  }

  @Test
  void streamsAsTheRouteSaysWhenTheBodyDoesNot() {
    assertThat(streamed("{\"modelId\":\"m\"}", false)).isFalse();
    assertThat(streamed("{\"modelId\":\"m\"}", true)).isTrue();
    assertThat(streamed("{\"modelId\":\"m\",\"stream\":null}", true)).isTrue();
    assertThat(streamed("{\"modelId\":\"m\",\"stream\":false}", true)).isFalse();
    assertThat(streamed("{\"modelId\":\"m\",\"stream\":true}", false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cohere.command-text-v14",
        "cohere.command-light-text-v14:7:4k",
        "arn:aws:bedrock:us-east-1::foundation-model/cohere.command-text-v14"
      })
  void tellsCohereCommandInTheBodyThatItStreams(String model) {
    String body = "{\"modelId\":\"" + model + "\",\"prompt\":\"p\"}";
    assertThat(text(((ParsedRequest.Valid) read(body, true)).modelRequest().body()))
        .isEqualTo("{\"stream\":true,\"prompt\":\"p\"}");
    assertThat(text(ask(body).body())).isEqualTo("{\"prompt\":\"p\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cohere.command-r-v1:0", "cohere.embed-english-v3", "amazon.nova-lite"})
  void tellsNoOtherModelInItsBody(String model) {
    String body = "{\"modelId\":\"" + model + "\",\"message\":\"p\",\"stream\":true}";
    assertThat(text(ask(body).body())).isEqualTo("{\"message\":\"p\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"modelId\":\"m\"}",
        "{\"modelId\":\"m\",\"stream_options\":null}",
        "{\"modelId\":\"m\",\"stream_options\":{}}",
        "{\"modelId\":\"m\",\"stream_options\":{\"include_usage\":false}}",
        "{\"modelId\":\"m\",\"stream_options\":{\"include_usage\":null,\"other\":[1]}}"
      })
  void tellsNoUsageUnlessAskedTo(String body) {
    assertThat(ask(body).includeUsage()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "not json", "[]", "1", "null", "\"m\"", "{\"modelId\":\"m\""})
  void refusesWhatIsNoObject(String body) {
    assertThat(complaint(body)).isEqualTo("The body is not a JSON object.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|modelId is required and must be a string.",
        "{'modelId':null}|modelId is required and must be a string.",
        "{'modelId':7}|modelId is required and must be a string.",
        "{'modelId':''}|modelId is not the id or the ARN of a model.",
        "{'modelId':'a b'}|modelId is not the id or the ARN of a model.",
        "{'modelId':'a','model':'b'}|modelId and model name different models.",
        "{'modelId':'a','modelId':'a'}|modelId is given twice.",
        "{'modelId':'a','m\\u006fdel':'a','model':'a'}|model is given twice.",
        "{'modelId':'a','stream':'yes'}|stream must be true or false.",
        "{'modelId':'a','stream':1}|stream must be true or false.",
        "{'modelId':'a','stream':true,'stream':false}|stream is given twice.",
        "{'modelId':'a','stream_options':true}|stream_options must be an object.",
        "{'modelId':'a','stream_options':{'include_usage':1}}|include_usage must be true or false."
      })
  void saysWhatIsWrong(String body, String sentence) {
    assertThat(complaint(body.replace('\'', '"'))).isEqualTo(sentence);
  }

  private static ModelRequest ask(String body) {
    return ((ParsedRequest.Valid) read(body, false)).modelRequest();
  }

  private static boolean streamed(String body, boolean byDefault) {
    return ((ParsedRequest.Valid) read(body, byDefault)).modelRequest().streamed();
  }

  private static String complaint(String body) {
    ParsedRequest parsedRequest = read(body, false);
    assertThat(parsedRequest).isInstanceOf(ParsedRequest.Invalid.class);
    var problem = ((ParsedRequest.Invalid) parsedRequest).problem();
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    return problem.sentence();
  }

  private static ParsedRequest read(String body, boolean byDefault) {
    return ModelRequestReader.read(
        Payload.of(body.getBytes(StandardCharsets.UTF_8)), byDefault, ModelAliases.NONE);
  }

  private static String text(Payload body) {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }
}
