package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.Conversation;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.regex.Pattern;

/// Reads a request in Anthropic's format for a model that does not speak it, in Converse's.
final class ConverseRequestReader {

  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  private ConverseRequestReader() {}

  /// Reads a body.
  ///
  /// @return the body for Bedrock
  /// @throws InvalidRequestException when it cannot be said in Converse
  static JsonObject read(ModelId model, byte[] utf8) {
    RequestMembers body = RequestMembers.of(Json.read(utf8), "");
    body.passOver("model", "stream");
    JsonObjectBuilder request = new JsonObjectBuilder();
    Conversation conversation = ConverseContent.read(model, body);
    conversation.addTo(request);
    request.put("toolConfig", ConverseTools.of(model, body, !conversation.calledTools().isEmpty()));
    ConverseOptions.addTo(request, body, model);
    body.finish();
    return request.build();
  }

  /// What is wrong with a request, in Anthropic's words: `messages.0.content: must be a list.`
  static String sentence(InvalidRequestException e) {
    return INDEX.matcher(e.member()).replaceAll(".$1") + ": " + e.rest() + ".";
  }
}
