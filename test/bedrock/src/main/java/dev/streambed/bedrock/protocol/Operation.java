package dev.streambed.bedrock.protocol;

import java.util.Arrays;
import java.util.Optional;

/// The operations of Bedrock's runtime API.
public enum Operation {
  INVOKE("invoke", "InvokeModel", "bedrock:InvokeModel"),
  INVOKE_STREAM(
      "invoke-with-response-stream",
      "InvokeModelWithResponseStream",
      "bedrock:InvokeModelWithResponseStream"),
  CONVERSE("converse", "Converse", "bedrock:InvokeModel"),
  CONVERSE_STREAM("converse-stream", "ConverseStream", "bedrock:InvokeModelWithResponseStream"),
  COUNT_TOKENS("count-tokens", "CountTokens", "bedrock:CountTokens");

  private final String path;
  private final String awsName;
  private final String action;

  Operation(String path, String awsName, String action) {
    this.path = path;
    this.awsName = awsName;
    this.action = action;
  }

  /// The last part of the request's path, for example `invoke-with-response-stream`.
  public String path() {
    return path;
  }

  /// AWS's name of it, for example `ConverseStream`.
  public String awsName() {
    return awsName;
  }

  /// The IAM action that it needs.
  public String action() {
    return action;
  }

  /// Whether the answer comes in frames.
  public boolean isStreamed() {
    return this == INVOKE_STREAM || this == CONVERSE_STREAM;
  }

  /// Whether bodies are in the format that is the same for every model.
  public boolean isConverse() {
    return this == CONVERSE || this == CONVERSE_STREAM;
  }

  static Optional<Operation> of(String path) {
    return Arrays.stream(values()).filter(operation -> operation.path.equals(path)).findFirst();
  }
}
