package dev.streambed.gateway.domain;

import java.util.Arrays;
import java.util.Optional;

/// The API that a caller speaks.
public enum Dialect {
  /// Streambed's own: `POST /bedrock` and WebSocket.
  SEED("seed"),
  /// Bedrock's runtime API.
  BEDROCK("bedrock"),
  /// Anthropic's Messages API.
  ANTHROPIC("anthropic"),
  /// OpenAI's Chat Completions, Responses and Embeddings.
  OPENAI("openai"),
  /// The AI SDK's UI message stream.
  AI_SDK("ai_sdk");

  private final String wireName;

  Dialect(String wireName) {
    this.wireName = wireName;
  }

  /// Its name in logs and records.
  public String wireName() {
    return wireName;
  }

  /// Finds a dialect by its name in logs and records.
  public static Optional<Dialect> ofWireName(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }
}
