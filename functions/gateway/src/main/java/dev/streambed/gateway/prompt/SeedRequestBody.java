package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObjectText;
import java.util.Set;
import java.util.stream.Stream;

/// A body in the seed format, split into the gateway's members and the model's.
///
/// @param ours the names of the gateway's members
record SeedRequestBody(JsonObjectText text, Set<String> ours) {

  private static final Set<String> OURS = Set.of("modelId", "model", "stream", "stream_options");
  private static final Set<String> OURS_IN_A_MESSAGE =
      Set.of("modelId", "model", "stream", "stream_options", "action", "id", "tags");

  static SeedRequestBody of(Payload body) {
    return new SeedRequestBody(JsonObjectText.of(body.bytes()), OURS);
  }

  static SeedRequestBody ofMessage(Payload message) {
    return new SeedRequestBody(JsonObjectText.of(message.bytes()), OURS_IN_A_MESSAGE);
  }

  /// The values of this name, parsed lazily, since there can be many.
  Stream<Json> values(String name) {
    return text.values(name);
  }

  /// The body without the gateway's members; every other byte is unchanged.
  Payload rest() {
    return Payload.of(text.without(ours));
  }

  /// The body like [#rest], with one member inserted at its start.
  ///
  /// @param member its name and value, as JSON text
  Payload restWith(String member) {
    return Payload.of(text.replacing(ours, member));
  }
}
