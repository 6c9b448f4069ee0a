package dev.streambed.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// An API of the gateway, with its request for a streamed answer.
public enum Dialect {
  /// The gateway's own format.
  SEED("the seed format") {
    @Override
    String path(String model) {
      return "bedrock/stream";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      return new RequestBodies(model).seed(answerSpec);
    }
  },

  BEDROCK_INVOKE("Bedrock's InvokeModel") {
    @Override
    String path(String model) {
      return "model/" + encoded(model) + "/invoke-with-response-stream";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      return new RequestBodies(model).body(answerSpec);
    }

    @Override
    StreamFormat format() {
      return StreamFormat.EVENT_STREAM;
    }
  },

  BEDROCK_CONVERSE("Bedrock's Converse") {
    @Override
    String path(String model) {
      return "model/" + encoded(model) + "/converse-stream";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      ObjectNode body = JSON.createObjectNode();
      ObjectNode message = body.putArray("messages").addObject().put("role", "user");
      message.putArray("content").addObject().put("text", answerSpec.directive());
      return body;
    }

    @Override
    StreamFormat format() {
      return StreamFormat.EVENT_STREAM;
    }
  },

  ANTHROPIC("Anthropic's Messages") {
    @Override
    String path(String model) {
      return "anthropic/v1/messages";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      ObjectNode body = streamed(model).put("max_tokens", MAX_TOKENS);
      addMessage(body, "messages", answerSpec);
      return body;
    }
  },

  OPENAI_CHAT("OpenAI's Chat Completions") {
    @Override
    String path(String model) {
      return "v1/chat/completions";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      ObjectNode body = streamed(model);
      addMessage(body, "messages", answerSpec);
      return body;
    }
  },

  OPENAI_RESPONSES("OpenAI's Responses") {
    @Override
    String path(String model) {
      return "v1/responses";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      return streamed(model).put("input", answerSpec.directive());
    }
  },

  AI_SDK("the AI SDK") {
    @Override
    String path(String model) {
      return "ui/chat";
    }

    @Override
    ObjectNode body(String model, AnswerSpec answerSpec) {
      ObjectNode body = JSON.createObjectNode().put("model", model);
      ObjectNode message = body.putArray("messages").addObject().put("id", "1").put("role", "user");
      message.putArray("parts").addObject().put("type", "text").put("text", answerSpec.directive());
      return body;
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_TOKENS = 64_000;

  private final String label;

  Dialect(String label) {
    this.label = label;
  }

  /// Its name in the table.
  public String label() {
    return label;
  }

  /// The URL of its streamed answers.
  ///
  /// @param base what its paths are relative to
  URI url(URI base, String model) {
    return base.resolve(path(model));
  }

  abstract String path(String model);

  abstract ObjectNode body(String model, AnswerSpec answerSpec);

  StreamFormat format() {
    return StreamFormat.SERVER_SENT_EVENTS;
  }

  private static ObjectNode streamed(String model) {
    return JSON.createObjectNode().put("model", model).put("stream", true);
  }

  private static void addMessage(ObjectNode body, String name, AnswerSpec answerSpec) {
    body.putArray(name).addObject().put("role", "user").put("content", answerSpec.directive());
  }

  private static String encoded(String model) {
    return URLEncoder.encode(model, StandardCharsets.UTF_8);
  }
}
