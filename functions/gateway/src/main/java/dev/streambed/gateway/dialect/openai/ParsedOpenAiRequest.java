package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseRequest;

/// A request of Chat Completions or of the Responses API, read.
///
/// @param modelName the model as the caller wrote it
/// @param includeUsage whether token counts are wanted at the end of a stream
/// @param cachesExplicitly whether nothing but what the caller has marked is to be cached
record ParsedOpenAiRequest(
    ConverseRequest converse,
    String modelName,
    boolean streamed,
    boolean includeUsage,
    boolean cachesExplicitly) {}
