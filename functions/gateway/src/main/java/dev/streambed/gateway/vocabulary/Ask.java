package dev.streambed.gateway.vocabulary;

/// What a caller wants of a model.
///
/// @param body goes to Bedrock as it is
/// @param streamed whether the answer is wanted in pieces
/// @param includeUsage whether token counts are wanted at the end of the pieces
/// @param estimate what the answer may need
public record Ask(
    ModelId model, Payload body, boolean streamed, boolean includeUsage, Estimate estimate) {}
