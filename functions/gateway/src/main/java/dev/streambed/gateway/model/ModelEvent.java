package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;

/// One event of a model's stream: what was in the `bytes` of Bedrock's chunk.
///
/// @param json the text, as it came
record ModelEvent(String json, JsonObject object) {}
