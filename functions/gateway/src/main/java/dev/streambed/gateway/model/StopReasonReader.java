package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the model's own stop reason from a document of any family; an empty string when there is
/// none.
final class StopReasonReader {

  private static final List<String> LISTS =
      List.of("choices", "outputs", "generations", "results", "completions");
  private static final List<String> NAMES =
      List.of("stop_reason", "stopReason", "finish_reason", "finishReason", "completionReason");

  private StopReasonReader() {}

  static String of(JsonObject document) {
    Stream<JsonObject> places =
        Stream.concat(Stream.of(document), LISTS.stream().flatMap(list -> first(document, list)));
    return places.flatMap(place -> in(place).stream()).findFirst().orElse("");
  }

  private static Stream<JsonObject> first(JsonObject document, String list) {
    return document.array(list).map(JsonArray::elements).orElse(List.of()).stream()
        .limit(1)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  // AI21 Jurassic has an object with a reason in it.
  private static Optional<String> in(JsonObject place) {
    return NAMES.stream()
        .flatMap(name -> place.text(name).stream())
        .findFirst()
        .or(() -> place.objectOrEmpty("finishReason").text("reason"));
  }
}
