package dev.streambed.gateway.domain;

/// A whole answer of Bedrock's that was not streamed.
///
/// @param json as Bedrock sent it, but for the trace of a guardrail that the operators set
/// @param stopReason the model's own stop reason, or that a guardrail intervened; empty when it
///   gave none
public record ModelDocument(
    Payload json, Usage usage, String stopReason, Guardrail guardrail, BedrockResponseHead head) {

  /// The same answer with another document.
  public ModelDocument withJson(Payload changed) {
    return new ModelDocument(changed, usage, stopReason, guardrail, head);
  }
}
