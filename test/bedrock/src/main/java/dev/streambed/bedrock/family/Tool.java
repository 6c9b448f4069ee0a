package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;

/// A tool that a request offers.
///
/// @param schema the JSON schema of its input
public record Tool(String name, JsonNode schema) {}
