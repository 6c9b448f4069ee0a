package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;

/// Where chat completions have their reasoning: gpt-oss in tags in its text, Magistral in a list in
/// the place of the text, all others in a member of its own.
enum ChatReasoning {
  TAGS,
  LIST,
  MEMBER;

  static ChatReasoning of(ModelId model) {
    if (model.name().startsWith("openai.gpt-oss")) {
      return TAGS;
    }
    return model.name().startsWith("mistral.magistral") ? LIST : MEMBER;
  }

  /// The message of a whole answer.
  ObjectNode message(AnswerContent answerContent) {
    ObjectNode message = Json.object();
    String reasoning = answerContent.reasoning();
    String text = answerContent.text();
    if (reasoning.isEmpty()) {
      return message.put("content", text);
    }
    return switch (this) {
      case TAGS -> message.put("content", "<reasoning>" + reasoning + "</reasoning>" + text);
      case MEMBER -> message.put("content", text).put("reasoning_content", reasoning);
      case LIST -> {
        message.putArray("content").add(thinking(reasoning)).add(text(text));
        yield message;
      }
    };
  }

  /// The delta of a chunk of reasoning.
  ObjectNode delta(ContentChunk piece, String reasoning) {
    return switch (this) {
      case TAGS ->
          Json.object()
              .put(
                  "content",
                  (piece.isFirst() ? "<reasoning>" : "")
                      + reasoning
                      + (piece.isLast() ? "</reasoning>" : ""));
      case MEMBER -> Json.object().put("reasoning_content", reasoning);
      case LIST -> BodyJson.listOf("content", thinking(reasoning));
    };
  }

  private static ObjectNode thinking(String reasoning) {
    return BodyJson.listOf("thinking", text(reasoning)).put("type", "thinking");
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }
}
