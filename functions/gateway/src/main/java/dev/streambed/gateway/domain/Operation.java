package dev.streambed.gateway.domain;

import java.util.Arrays;
import java.util.Optional;

/// An operation of Bedrock's runtime API.
public enum Operation {
  INVOKE_MODEL("InvokeModel", "invoke", false),
  INVOKE_MODEL_STREAM("InvokeModelWithResponseStream", "invoke-with-response-stream", true),
  CONVERSE("Converse", "converse", false),
  CONVERSE_STREAM("ConverseStream", "converse-stream", true),
  /// Asks no model, and is not billed.
  COUNT_TOKENS("CountTokens", "count-tokens", false);

  private final String wireName;
  private final String pathSegment;
  private final boolean streamed;

  Operation(String wireName, String pathSegment, boolean streamed) {
    this.wireName = wireName;
    this.pathSegment = pathSegment;
    this.streamed = streamed;
  }

  /// AWS's name, in logs and records.
  public String wireName() {
    return wireName;
  }

  /// The last segment of its path, behind the model.
  public String pathSegment() {
    return pathSegment;
  }

  /// Whether its response is an event stream.
  public boolean isStreamed() {
    return streamed;
  }

  /// Whether its request and response have the model's own format.
  public boolean isInvoke() {
    return this == INVOKE_MODEL || this == INVOKE_MODEL_STREAM;
  }

  /// Whether its request and response have the one format that all chat models share.
  public boolean isConverse() {
    return this == CONVERSE || this == CONVERSE_STREAM;
  }

  /// The operation with the model's own format.
  public static Operation invoke(boolean streamed) {
    return streamed ? INVOKE_MODEL_STREAM : INVOKE_MODEL;
  }

  /// The operation with the format that all chat models share.
  public static Operation converse(boolean streamed) {
    return streamed ? CONVERSE_STREAM : CONVERSE;
  }

  /// Finds an operation by the last segment of its path.
  public static Optional<Operation> ofPathSegment(String segment) {
    return Arrays.stream(values()).filter(each -> each.pathSegment.equals(segment)).findFirst();
  }

  /// Finds an operation by AWS's name.
  public static Optional<Operation> ofWireName(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }
}
