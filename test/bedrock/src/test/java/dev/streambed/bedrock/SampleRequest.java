package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A question to a model, in the format of its family.
///
/// @param body a template: `$` is replaced by the prompt, `%` by the maximum number of tokens
/// @param text where a whole answer has its text, as a JSON pointer
/// @param piece where a streamed document has its text
record SampleRequest(String modelId, String body, String text, String piece) {

  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"$\"}]";
  private static final String BLOCKS =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"$\"}]}]";
  private static final String CHAT = "/choices/0/message/content";
  private static final String DELTA = "/choices/0/delta/content";

  /// One of every family.
  static final List<SampleRequest> ALL =
      List.of(
          new SampleRequest(
              "anthropic.claude-3-5-sonnet-20240620-v1:0",
              "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":%," + MESSAGES + "}",
              "/content/0/text",
              "/delta/text"),
          new SampleRequest(
              "anthropic.claude-v2:1",
              "{\"prompt\":\"\\n\\nHuman: $\\n\\nAssistant:\",\"max_tokens_to_sample\":%}",
              "/completion",
              "/completion"),
          new SampleRequest(
              "us.amazon.nova-micro-v1:0",
              "{" + BLOCKS + ",\"inferenceConfig\":{\"maxTokens\":%}}",
              "/output/message/content/0/text",
              "/contentBlockDelta/delta/text"),
          new SampleRequest(
              "amazon.titan-text-express-v1",
              "{\"inputText\":\"$\",\"textGenerationConfig\":{\"maxTokenCount\":%}}",
              "/results/0/outputText",
              "/outputText"),
          new SampleRequest(
              "meta.llama3-8b-instruct-v1:0",
              "{\"prompt\":\"$\",\"max_gen_len\":%}",
              "/generation",
              "/generation"),
          new SampleRequest(
              "mistral.mistral-7b-instruct-v0:2",
              "{\"prompt\":\"<s>[INST] $ [/INST]\",\"max_tokens\":%}",
              "/outputs/0/text",
              "/outputs/0/text"),
          new SampleRequest(
              "us.mistral.pixtral-large-2502-v1:0",
              "{" + MESSAGES + ",\"max_tokens\":%}",
              CHAT,
              CHAT),
          new SampleRequest(
              "cohere.command-text-v14",
              "{\"prompt\":\"$\",\"max_tokens\":%,\"stream\":true}",
              "/generations/0/text",
              "/text"),
          new SampleRequest(
              "cohere.command-r-v1:0", "{\"message\":\"$\",\"max_tokens\":%}", "/text", "/text"),
          new SampleRequest(
              "ai21.jamba-1-5-mini-v1:0", "{" + MESSAGES + ",\"max_tokens\":%}", CHAT, DELTA),
          new SampleRequest(
              "openai.gpt-oss-120b-1:0",
              "{" + MESSAGES + ",\"max_completion_tokens\":%}",
              CHAT,
              DELTA),
          new SampleRequest(
              "us.deepseek.r1-v1:0",
              "{\"prompt\":\"$\",\"max_tokens\":%}",
              "/choices/0/text",
              "/choices/0/text"),
          new SampleRequest(
              "us.twelvelabs.pegasus-1-2-v1:0",
              "{\"inputPrompt\":\"$\",\"mediaSource\":{\"base64String\":\"AAAA\"},\"maxOutputTokens\":%}",
              "/message",
              "/message"));

  static SampleRequest of(String modelId) {
    return ALL.stream()
        .filter(sample -> sample.modelId().equals(modelId))
        .findFirst()
        .orElseThrow();
  }

  /// The body, with the prompt escaped.
  byte[] asking(String prompt, int mostTokens) {
    String quoted = new String(Json.write(Json.object().textNode(prompt)), StandardCharsets.UTF_8);
    return body.replace("%", String.valueOf(mostTokens))
        .replace("$", quoted.substring(1, quoted.length() - 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The text of a whole answer.
  String textOf(JsonNode answer) {
    return answer.at(text).asText();
  }

  /// The text of a streamed document, or the empty string.
  String pieceOf(JsonNode document) {
    return document.at(piece).asText();
  }

  @Override
  public String toString() {
    return modelId;
  }
}
