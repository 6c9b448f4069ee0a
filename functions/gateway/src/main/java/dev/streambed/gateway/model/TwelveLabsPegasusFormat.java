package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// TwelveLabs Pegasus, which describes videos. Since many formats have a member `message`, an event
/// with members that Pegasus does not write is left to other formats.
final class TwelveLabsPegasusFormat implements StreamFormat {

  private static final Set<String> MEMBERS = Set.of("message", "finishReason");

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return hasOnlyItsMembers(object)
        ? object
            .text("message")
            .map(text -> ParsedEvent.text(text).endingWith(object.text("finishReason").orElse("")))
        : Optional.empty();
  }

  private static boolean hasOnlyItsMembers(JsonObject object) {
    return object.members().keySet().stream()
        .allMatch(name -> MEMBERS.contains(name) || BedrockEventFormat.isBedrocks(name));
  }
}
