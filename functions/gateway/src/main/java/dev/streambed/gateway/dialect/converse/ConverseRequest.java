package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A request of `Converse` in the making. Not thread-safe.
public final class ConverseRequest {

  private final ModelId model;
  private final Conversation conversation;
  private final JsonObjectBuilder members = new JsonObjectBuilder();
  private final JsonObjectBuilder inference = new JsonObjectBuilder();
  private final JsonObjectBuilder additional = new JsonObjectBuilder();
  private final List<String> warnings = new ArrayList<>();

  private ConverseRequest(ModelId model) {
    this.model = model;
    this.conversation = new Conversation(model);
  }

  /// A request for the model that the member `model` names.
  public static ConverseRequest of(RequestMembers request, ModelResolver aliases) {
    String model = request.requiredText("model");
    return new ConverseRequest(
        aliases.model(model).orElseThrow(() -> request.invalid("model", "is no model's id")));
  }

  public ModelId model() {
    return model;
  }

  public Conversation conversation() {
    return conversation;
  }

  /// The request's own members.
  public JsonObjectBuilder members() {
    return members;
  }

  /// Members of `inferenceConfig`.
  public JsonObjectBuilder inference() {
    return inference;
  }

  /// Members that only this model knows.
  public JsonObjectBuilder additional() {
    return additional;
  }

  /// Names something that was passed over.
  public void warn(String what) {
    warnings.add(what);
  }

  /// What was passed over.
  public List<String> warnings() {
    return warnings;
  }

  public void setMaximum(OptionalLong tokens) {
    tokens.ifPresent(most -> inference.put("maxTokens", most));
  }

  public void setStopSequences(List<Json> sequences) {
    if (!sequences.isEmpty()) {
      inference.put("stopSequences", new JsonArray(sequences));
    }
  }

  public Payload body() {
    JsonObjectBuilder request = new JsonObjectBuilder();
    conversation.addTo(request);
    if (!inference.isEmpty()) {
      request.put("inferenceConfig", inference.build());
    }
    members.build().members().forEach(request::put);
    if (!additional.isEmpty()) {
      request.put("additionalModelRequestFields", additional.build());
    }
    return Payload.of(request.build().write().getBytes(StandardCharsets.UTF_8));
  }
}
