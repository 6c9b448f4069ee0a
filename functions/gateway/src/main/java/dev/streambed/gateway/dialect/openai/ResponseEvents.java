package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.JsonObjectBuilder;

/// Takes the events of a response in the Responses API.
interface ResponseEvents {

  /// Takes the next event.
  ///
  /// @param type such as `response.output_text.delta`
  /// @param members of the event, but for its type and number
  void add(String type, JsonObjectBuilder members);
}
