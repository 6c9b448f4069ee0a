package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A request in Anthropic's format for any other model, in Converse's.
///
/// @param body for Bedrock
/// @param refusal a sentence about the first member that cannot be said in Converse; empty when
///   there is none
record ConverseRequest(JsonObject body, Optional<String> refusal) {

  static ConverseRequest of(ModelId model, byte[] utf8) {
    JsonObject object = Json.read(utf8) instanceof JsonObject read ? read : JsonObject.EMPTY;
    MemberRefusals refusals = new MemberRefusals();
    StrictObject body = new StrictObject(object, "", refusals);
    body.skip("model", "stream");
    JsonObjectBuilder request = new JsonObjectBuilder();
    ConverseConversation conversation = ConverseConversation.of(body);
    conversation.addTo(request);
    request.put("toolConfig", ConverseTools.of(body, conversation.usesTools()));
    ConverseOptions.addTo(request, body, model);
    body.finish();
    return new ConverseRequest(request.build(), refusals.first());
  }

  Payload payload() {
    return Payload.of(body.write().getBytes(StandardCharsets.UTF_8));
  }
}
