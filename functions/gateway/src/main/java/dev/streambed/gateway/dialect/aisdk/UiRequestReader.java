package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.ReasoningEffort;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what `useChat` posts: the messages, and the options that its page has put beside them.
/// Options have the names that they have in `streamText`.
final class UiRequestReader {

  private static final String MODEL = "model";

  private final RequestMembers request;
  private final ConverseRequest converse;

  private UiRequestReader(RequestMembers request, ModelResolver aliases) {
    this.request = request;
    this.converse = ConverseRequest.of(request, aliases);
  }

  /// @throws InvalidRequestException when it cannot be said to Bedrock
  static UiRequest read(Json body, ModelResolver aliases) {
    RequestMembers request = RequestMembers.of(body, "");
    if (request.text(MODEL).isEmpty()) {
      throw request.invalid(
          MODEL,
          "is missing: give it to the transport, as in"
              + " new DefaultChatTransport({ api, headers, body: { model } })");
    }
    return new UiRequestReader(request, aliases).read();
  }

  private UiRequest read() {
    // What the transport sends itself.
    request.passOver("id", "trigger", "messageId");
    request.text("system").ifPresent(converse.conversation()::addSystem);
    UiMessages messages = new UiMessages(converse.conversation());
    messages.read(request);
    readInference();
    UiTools.of(request).addTo(converse);
    request.finish();
    return new UiRequest(converse, messages.continuedMessage());
  }

  private void readInference() {
    OptionalLong maximum = request.count("maxOutputTokens");
    converse.setMaximum(maximum);
    converse.setStopSequences(stopSequences());
    for (String name : List.of("temperature", "topP")) {
      request.number(name).ifPresent(number -> converse.inference().put(name, number));
    }
    Optional<String> effort = request.text("reasoningEffort");
    effort.ifPresent(
        it -> new ReasoningEffort(it, request.path("reasoningEffort")).addTo(converse, maximum));
  }

  private List<Json> stopSequences() {
    List<Json> sequences = request.list("stopSequences");
    if (!sequences.stream().allMatch(JsonString.class::isInstance)) {
      throw request.invalid("stopSequences", "must be a list of strings");
    }
    return sequences;
  }
}
