package dev.streambed.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Requests in a model's own format.
///
/// @param model the model's id
record RequestBodies(String model) {

  private static final int NO_LIMIT = 1_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The request body for Bedrock.
  ObjectNode body(AnswerSpec answerSpec) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode message = body.putArray("messages").addObject().put("role", "user");
    if (model.contains("amazon.nova")) {
      message.putArray("content").addObject().put("text", answerSpec.directive());
      return body;
    }
    message.put("content", answerSpec.directive());
    body.put("max_tokens", NO_LIMIT);
    if (model.contains("anthropic.")) {
      body.put("anthropic_version", "bedrock-2023-05-31");
    }
    return body;
  }

  /// The request body for the gateway.
  ObjectNode seed(AnswerSpec answerSpec) {
    return body(answerSpec).put("modelId", model).put("stream", true);
  }

  /// The WebSocket message that sends a question to the gateway.
  ///
  /// @param id the client's id of the answer
  ObjectNode invocation(AnswerSpec answerSpec, String id) {
    return body(answerSpec).put("action", "invoke").put("id", id).put("modelId", model);
  }

  /// The message that stops an answer.
  static ObjectNode stop(String id) {
    return JSON.createObjectNode().put("action", "stop").put("id", id);
  }
}
