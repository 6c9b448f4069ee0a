package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.family.ParsedBody;
import dev.streambed.bedrock.family.RequestOptions;
import dev.streambed.bedrock.protocol.ModelId;

/// A request that its model would answer.
///
/// @param asked the parsed body
/// @param options what it asks of Bedrock
record ValidRequest(
    ModelId model,
    ModelFamily modelFamily,
    JsonNode body,
    ParsedBody.Valid asked,
    RequestOptions options) {}
